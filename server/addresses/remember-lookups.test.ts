import { describe, expect, it } from 'vitest'
import { rememberLookups } from './remember-lookups.ts'

interface Found {
  name: string
}

/** Lookups whose answers come when the test says so. */
const open = () => {
  const asked: { key: string; answer: (value: Found | null) => void; fail: (error: Error) => void }[] = []
  const trust = { isGiven: true }
  const lookups = rememberLookups<Found>({
    ask: (key) => new Promise((answer, fail) => asked.push({ key, answer, fail })),
    isTrusted: () => trust.isGiven,
    maxBytes: 10_000,
    sizeOf: () => 100,
  })
  const asking = (at: number) => {
    const question = asked[at]
    if (question === undefined) throw new Error(`nobody asked ${at}`)
    return question
  }
  return { lookups, asked, asking, trust }
}

describe('remembered lookups', () => {
  it('ask once for all who ask at the same time, and never again while they remember', async () => {
    const { lookups, asked, asking } = open()
    const waiting = [lookups.find('a'), lookups.find('a'), lookups.find('a')]
    asking(0).answer({ name: 'A' })
    expect(await Promise.all(waiting)).toEqual([{ name: 'A' }, { name: 'A' }, { name: 'A' }])
    await lookups.find('a')
    expect(asked).toHaveLength(1)
    const nothing = lookups.find('b')
    asking(1).answer(null)
    expect([await nothing, await lookups.find('b'), asked.length]).toEqual([null, null, 2])
  })

  it('neither keep nor share what was under way when its key was forgotten', async () => {
    const { lookups, asked, asking } = open()
    const before = lookups.find('a')
    lookups.forget('a')
    const after = lookups.find('a')
    expect(asked).toHaveLength(2)
    asking(1).answer({ name: 'new' })
    expect(await after).toEqual({ name: 'new' })
    asking(0).answer({ name: 'old' })
    expect(await before).toEqual({ name: 'old' })
    expect(lookups.recall('a')).toEqual({ name: 'new' })
  })

  it('forget by what was found, and then everything under way', async () => {
    const { lookups, asking } = open()
    const found = [lookups.find('a'), lookups.find('b')]
    asking(0).answer({ name: 'mine' })
    asking(1).answer({ name: 'other' })
    await Promise.all(found)
    const late = lookups.find('c')
    lookups.forgetWhere(({ name }) => name === 'mine')
    asking(2).answer({ name: 'mine' })
    await late
    expect(['a', 'b', 'c'].map((key) => lookups.recall(key))).toEqual([
      undefined,
      { name: 'other' },
      undefined,
    ])
  })

  it('that are not trusted are neither used nor shared', async () => {
    const { lookups, asked, asking, trust } = open()
    const first = lookups.find('a')
    asking(0).answer({ name: 'A' })
    await first
    trust.isGiven = false
    expect(lookups.recall('a')).toBeUndefined()
    void lookups.find('a')
    void lookups.find('a')
    expect(asked).toHaveLength(3)
  })

  it('that fail are asked again, and bounds are kept', async () => {
    const { lookups, asking, asked } = open()
    const failed = lookups.find('a')
    asking(0).fail(new Error('away'))
    await expect(failed).rejects.toThrow('away')
    for (let n = 1; n <= 200; n++) {
      const found = lookups.find(`key-${n}`)
      asking(n).answer({ name: 'x' })
      await found
    }
    expect(asked).toHaveLength(201)
    const kept = Array.from({ length: 200 }, (_, n) => lookups.recall(`key-${n + 1}`)).filter(
      (value) => value,
    )
    expect(kept.length).toBeGreaterThan(20)
    expect(kept.length).toBeLessThan(60)
  })
})
