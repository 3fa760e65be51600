/** Tags of the demo, with what the campaigns of each channel say of themselves. */
export const DEMO_CHANNELS = [
  { name: 'Newsletter', color: '#0f766e', source: 'newsletter', medium: 'email', referrer: '', weight: 9 },
  {
    name: 'Instagram',
    color: '#b83280',
    source: 'instagram',
    medium: 'social',
    referrer: 'https://l.instagram.com/',
    weight: 8,
  },
  {
    name: 'LinkedIn',
    color: '#2b6cb0',
    source: 'linkedin',
    medium: 'social',
    referrer: 'https://www.linkedin.com/',
    weight: 5,
  },
  {
    name: 'Search ads',
    color: '#b7791f',
    source: 'google',
    medium: 'cpc',
    referrer: 'https://www.google.com/',
    weight: 6,
  },
  {
    name: 'Partners',
    color: '#6b46c1',
    source: 'partner',
    medium: 'referral',
    referrer: 'https://blog.partner.example/',
    weight: 3,
  },
  { name: 'Print', color: '#c05621', source: 'flyer', medium: 'print', referrer: '', weight: 4 },
  {
    name: 'Support',
    color: '#4a5568',
    source: '',
    medium: '',
    referrer: 'https://help.northwind.example/',
    weight: 2,
  },
  { name: 'Direct', color: '#2f855a', source: '', medium: '', referrer: '', weight: 3 },
] as const
export type DemoChannel = (typeof DEMO_CHANNELS)[number]

const SITE = 'https://www.northwind.example'

/** Pages that the links lead to; with each channel, they make two hundred links. */
const DEMO_PAGES: readonly { slug: string; title: string; path: string; project?: string }[] = [
  { slug: 'spring', title: 'Spring sale', path: '/sale/spring', project: 'Spring sale' },
  { slug: 'spring-sofas', title: 'Sofas on sale', path: '/sale/sofas', project: 'Spring sale' },
  { slug: 'spring-lamps', title: 'Lamps on sale', path: '/sale/lamps', project: 'Spring sale' },
  { slug: 'last-days', title: 'Last days of the sale', path: '/sale/last-days', project: 'Spring sale' },
  { slug: 'launch', title: 'The new Fjord collection', path: '/fjord', project: 'Product launch' },
  { slug: 'fjord-chair', title: 'Fjord chair', path: '/fjord/chair', project: 'Product launch' },
  { slug: 'fjord-table', title: 'Fjord table', path: '/fjord/table', project: 'Product launch' },
  { slug: 'waitlist', title: 'Join the waiting list', path: '/fjord/waitlist', project: 'Product launch' },
  { slug: 'letter-april', title: 'Letter of April', path: '/letter/april', project: 'Newsletter' },
  { slug: 'letter-may', title: 'Letter of May', path: '/letter/may', project: 'Newsletter' },
  { slug: 'showroom', title: 'Visit the showroom', path: '/showroom' },
  { slug: 'catalogue', title: 'Catalogue as a PDF', path: '/catalogue.pdf' },
  { slug: 'gift-cards', title: 'Gift cards', path: '/gift-cards' },
  { slug: 'careers', title: 'Work with us', path: '/careers' },
  { slug: 'oak', title: 'Why oak', path: '/journal/why-oak' },
  { slug: 'small-rooms', title: 'Small rooms', path: '/journal/small-rooms' },
  { slug: 'workshop', title: 'A day in the workshop', path: '/journal/workshop' },
  { slug: 'care', title: 'Care for wood', path: '/help/care' },
  { slug: 'returns', title: 'Returns', path: '/help/returns' },
  { slug: 'delivery', title: 'Delivery times', path: '/help/delivery' },
  { slug: 'trade', title: 'For architects', path: '/trade' },
  { slug: 'samples', title: 'Fabric samples', path: '/samples' },
  { slug: 'planner', title: 'Room planner', path: '/planner' },
  { slug: 'stories', title: 'Homes of customers', path: '/stories' },
  { slug: 'reviews', title: 'Reviews', path: '/reviews' },
]

export interface DemoLink {
  slug: string
  title: string
  destination: string
  project: string | undefined
  channel: DemoChannel
  /** How often it is clicked, against the others. */
  weight: number
}

const campaignOf = (channel: DemoChannel, project: string | undefined): string =>
  channel.source === ''
    ? ''
    : `?utm_source=${channel.source}&utm_medium=${channel.medium}&utm_campaign=${(project ?? 'always on').toLowerCase().replaceAll(' ', '-')}`

/** Every page in every channel; the first pages are the ones people click. */
export const DEMO_LINKS: readonly DemoLink[] = DEMO_PAGES.flatMap((page, rank) =>
  DEMO_CHANNELS.map((channel) => ({
    slug: `${page.slug}-${channel.name.toLowerCase().replaceAll(' ', '-')}`,
    title: page.title,
    destination: `${SITE}${page.path}${campaignOf(channel, page.project)}`,
    project: page.project,
    channel,
    weight: channel.weight / (rank + 2),
  })),
)

export const DEMO_TEMPLATES = [
  { name: 'Newsletter', utm_source: 'newsletter', utm_medium: 'email' },
  { name: 'Paid search', utm_source: 'google', utm_medium: 'cpc' },
  { name: 'Flyer', utm_source: 'flyer', utm_medium: 'print', utm_content: 'qr' },
]
