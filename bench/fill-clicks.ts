import pg from 'pg'

/** Dimension and column of the clicks that each roll-up sums, as server/migrations/…-create-visits.sql keeps them. */
const DIMENSIONS: Record<string, string> = {
  total: `''`,
  link: 'link_id',
  domain: 'domain_id',
  trigger: 'trigger',
  country: 'country',
  region: 'region',
  city: 'city',
  device: 'device',
  os: 'os',
  browser: 'browser',
  language: 'language',
  referrer: 'referrer',
  utm_source: 'utm_source',
  utm_medium: 'utm_medium',
  utm_campaign: 'utm_campaign',
  utm_term: 'utm_term',
  utm_content: 'utm_content',
  rule: 'rule_id',
}
const LINKS = 2000
const DAYS = 365

const fillRaw = async (client: pg.Client, organizationId: string, clicks: number): Promise<void> => {
  await client.query(
    `insert into links (organization_id, id, slug, slug_key, destination)
     select $1, 'link_' || n, 'c' || n, 'c' || n, 'https://example.com/' from generate_series(1, $2::int) n`,
    [organizationId, LINKS],
  )
  await client.query(
    `select keep_click_partitions(month::date)
     from generate_series(now() - $1::int * interval '1 day', now() + interval '1 month', interval '1 month') month`,
    [DAYS],
  )
  // In the order of their times, as they come; a few links have most of them, as everywhere.
  await client.query(
    `insert into clicks (organization_id, clicked_at, link_id, domain_id, visitor, is_unique, is_bot, trigger, country,
       region, city, device, os, browser, language, referrer, utm_source, utm_medium, utm_campaign, utm_term,
       utm_content, rule_id)
     select $1, now() - ($2::int - n) / $2::float8 * $3::int * interval '1 day',
       'link_' || 1 + floor($4::int * power(random(), 3))::int, '', null, random() < 0.6, false,
       case when random() < 0.1 then 'qr' else 'link' end,
       (array['DE','US','FR','GB','NL','ES','IT','PL','AT','CH','BR','IN','JP','SE','DK'])[1 + floor(15 * power(random(), 2))::int],
       '', '', (array['desktop','mobile','tablet'])[1 + floor(3 * random())::int],
       (array['Windows','iOS','Android','macOS','Linux'])[1 + floor(5 * random())::int],
       (array['Chrome','Mobile Safari','Safari','Firefox','Edge'])[1 + floor(5 * random())::int],
       (array['de','en','fr','es','it'])[1 + floor(5 * random())::int],
       'site' || floor(200 * power(random(), 4)) || '.example', (array['','mail','social'])[1 + floor(3 * random())::int],
       '', 'c' || floor(30 * random()), '', '', ''
     from generate_series(1, $2::int) n`,
    [organizationId, clicks, DAYS, LINKS],
  )
}

const fillRollUps = async (client: pg.Client): Promise<void> => {
  for (const [dimension, column] of Object.entries(DIMENSIONS))
    await client.query(
      `insert into click_quarters (organization_id, dimension, value, starts_at, clicks, uniques)
       select organization_id, $1, ${column}, date_bin('15 minutes', clicked_at, 'epoch'::timestamptz) as quarter,
         count(*), count(*) filter (where is_unique)
       from clicks group by organization_id, ${column === `''` ? '' : `${column}, `}quarter`,
      [dimension],
    )
  await client.query(
    `insert into click_days (organization_id, dimension, value, day, clicks, uniques)
     select organization_id, dimension, value, (starts_at at time zone 'UTC')::date as d, sum(clicks), sum(uniques)
     from click_quarters group by organization_id, dimension, value, d`,
  )
  await client.query(
    `insert into click_months (organization_id, dimension, value, month, clicks, uniques)
     select organization_id, dimension, value, date_trunc('month', day)::date as m, sum(clicks), sum(uniques)
     from click_days group by organization_id, dimension, value, m`,
  )
}

/** Fills an organization with a year of clicks on 2,000 links, and with the roll-ups that recording them would have made. */
export const fillClicks = async (
  connectionString: string,
  organizationId: string,
  clicks: number,
): Promise<void> => {
  const client = new pg.Client({ connectionString, options: '-c timezone=UTC -c work_mem=256MB' })
  await client.connect()
  try {
    await fillRaw(client, organizationId, clicks)
    await fillRollUps(client)
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}
