/** Words that no organization or team may have as its slug: paths of the product, now or later, and names that mislead. */
const RESERVED_SLUGS: ReadonlySet<string> = new Set(
  `about abuse access account accounts activate add admin admins administrator analytics announcements api apis app apps
  archive archives assets audit audit-log audit-logs auth billing blog book booking bookings booking-page bookings-page
  calendar callback careers cdn changelog checkout community config connect contact content create css customer customers
  dashboard data delete demo dev developer developers dns docs domain domains download downloads edit email emails embed
  error errors event events example explore export faq favicon features feed feedback file files font fonts forgot
  forgot-password ftp graphql guide guides guildhall health help home host hosting hr html http https icon icons image images
  img import index info inbox internal invitation invitations invite invites jobs join js key keys legal license link links
  list live local localhost locales log login logout logs mail mailbox mailer manifest map maps me media member members
  message messages metrics mobile moderator my name new news newsletter null oauth oembed official onboarding operator order
  orders organization organizations org orgs owner page pages partner partners password pay payment payments personal ping
  plan plans policy popular postmaster preview pricing privacy private profile profiles project projects public purge qr
  query ready redirect register remove report reports reset reset-password resource resources robots role roles root rss
  sales saml save schedule scheduling scim script scripts search secure security self server service session sessions set-up
  settings setup share shop short sign-in sign-out sign-up signin signout signup site sitemap slug slugs smtp sso staff
  stage staging start stat static stats status storage store style styles stylesheet subdomain subscribe subscription
  support survey svg switch system tag tags team teams terms test tests theme themes token tokens tools tour translate trust
  undefined unsubscribe update upgrade upload uploads url usage user username users verify verify-email version video videos
  web webhook webhooks webmail webmaster website welcome well-known widget widgets workspace workspaces www xml you your`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

/** True when the slug is kept for the product itself. */
export const isReservedSlug = (slug: string): boolean => RESERVED_SLUGS.has(slug.toLowerCase())
