import { newId } from '#server/kernel/ids.ts'
import type { RawClick } from '#server/visits/raw-click.ts'
import { type Ground, newGround, type PersonActor } from './ground.ts'

/** A ground with links to click on, and what the database says was counted. */
export interface Visits extends Ground {
  newLinks(
    count: number,
    options?: { plan?: string; owner?: PersonActor; destination?: string },
  ): Promise<{ organizationId: string; owner: PersonActor; linkIds: string[] }>
  /** A click by one and the same person, now, with what is given put over it. */
  clickOn(organizationId: string, linkId: string | undefined, given?: Partial<RawClick>): RawClick
  /** What the roll-ups of months, days and quarters agree on, the links' counts, and the raw rows; throws on a difference. */
  totals(organizationId: string): Promise<{ clicks: number; uniques: number; bots: number; rows: number }>
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>
}

export const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1'

const insertLinks = (ground: Ground, organizationId: string, linkIds: string[], destination: string) =>
  ground.runtime.ownerDatabase.pool.query(
    `insert into links (organization_id, id, slug, slug_key, destination)
     select $1, id, id, id, $3 from unnest($2::text[]) as id`,
    [organizationId, linkIds, destination],
  )

const SUMS = `
  select coalesce(sum(clicks) filter (where dimension = 'total'), 0) as clicks,
    coalesce(sum(uniques) filter (where dimension = 'total'), 0) as uniques,
    coalesce(sum(clicks) filter (where dimension = 'bots'), 0) as bots
  from TABLE where organization_id = $1`

/** A database with verbs, links and clicks; close it when done. */
export const newVisits = async (): Promise<Visits> => {
  const ground = await newGround()
  const query = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await ground.runtime.ownerDatabase.pool.query(text, values)).rows as Row[]
  const newLinks: Visits['newLinks'] = async (count, { plan, owner, destination } = {}) => {
    const person = owner ?? (await ground.newPerson())
    const organizationId = await ground.newOrganization(person, plan)
    const linkIds = Array.from({ length: count }, () => newId('link'))
    await insertLinks(ground, organizationId, linkIds, destination ?? 'https://example.com/')
    return { organizationId, owner: person, linkIds }
  }
  const clickOn: Visits['clickOn'] = (organizationId, linkId, given = {}) => ({
    organizationId,
    linkId: linkId ?? '',
    domainId: '',
    at: ground.clock.now().getTime(),
    ip: '203.0.113.7',
    userAgent: IPHONE,
    referrer: '',
    acceptLanguage: 'de-DE,de;q=0.9',
    query: '',
    destination: 'https://example.com/',
    isPrefetch: false,
    asksNotToBeTracked: false,
    trigger: 'link',
    ruleId: '',
    ...given,
  })
  const totals: Visits['totals'] = async (organizationId) => {
    const seen: object[] = []
    for (const table of ['click_months', 'click_days', 'click_quarters'])
      seen.push(...(await query<object>(SUMS.replace('TABLE', table), [organizationId])))
    seen.push(
      ...(await query<object>(
        `select coalesce(sum(clicks), 0)::bigint as clicks, coalesce(sum(uniques), 0)::bigint as uniques,
           coalesce(sum(bots), 0)::bigint as bots from link_counts where organization_id = $1`,
        [organizationId],
      )),
    )
    const [first] = seen as { clicks: number; uniques: number; bots: number }[]
    if (first === undefined || seen.some((other) => JSON.stringify(other) !== JSON.stringify(first)))
      throw new Error(`the roll-ups differ: ${JSON.stringify(seen)}`)
    const [counted] = await query<{ rows: number }>(
      'select count(*) as rows from clicks where organization_id = $1',
      [organizationId],
    )
    return { ...first, rows: counted?.rows ?? 0 }
  }
  return { ...ground, newLinks, clickOn, totals, query }
}
