import { expect, test } from 'vitest'
import { ApiError } from '../../../api.ts'
import { type BulkAct, type BulkProgress, runBulkAct } from './bulk-acts.ts'

const ids = Array.from({ length: 2500 }, (_, index) => `link_${index}`)

function actThat(answer: (ids: string[]) => ReturnType<BulkAct['send']>) {
  const sent: string[][] = []
  const act: BulkAct = {
    doing: 'Testing',
    done: 'tested',
    send: (_, chunk) => {
      sent.push(chunk)
      return answer(chunk)
    },
  }
  return { act, sent }
}

const allDone = (chunk: string[]) =>
  Promise.resolve({
    done: chunk.length,
    failed: 0,
    results: chunk.map((id, index) => ({ index, id, status: 'done' as const, error: null })),
  })

const run = (act: BulkAct, isStopped = () => false) => {
  const seen: BulkProgress[] = []
  return runBulkAct(act, {
    orgId: 'org',
    ids,
    onProgress: (progress) => void seen.push(progress),
    isStopped,
  }).then((result) => ({ result, seen }))
}

test('many links are sent a thousand at a time, and progress is told after each', async () => {
  const { act, sent } = actThat(allDone)
  const { result, seen } = await run(act)
  expect(sent.map(({ length }) => length)).toEqual([1000, 1000, 500])
  expect(sent.flat()).toEqual(ids)
  expect(seen.map(({ answered }) => answered)).toEqual([0, 1000, 2000, 2500])
  expect(result.failures).toEqual([])
})

test('links that fail are named with the reason, and stop none of the others', async () => {
  const { act } = actThat(async (chunk) => {
    const { results } = await allDone(chunk)
    const error = { code: 'not_found', message: 'There is no such link.', details: {} }
    return {
      done: chunk.length - 1,
      failed: 1,
      results: results.map((one) =>
        one.index === 3 ? { ...one, id: null, status: 'failed' as const, error } : one,
      ),
    }
  })
  const { result } = await run(act)
  expect(result.answered).toBe(2500)
  expect(result.failures).toEqual(
    ['link_3', 'link_1003', 'link_2003'].map((id) => ({ id, reason: 'There is no such link.' })),
  )
})

test('a chunk that gets no answer counts as failed, the next is still sent', async () => {
  let calls = 0
  const { act } = actThat((chunk) => {
    calls += 1
    if (calls === 2) throw new ApiError(0, 'no_answer', 'You are offline.', {}, null)
    return allDone(chunk)
  })
  const { result } = await run(act)
  expect(result.answered).toBe(2500)
  expect(result.failures).toHaveLength(1000)
  expect(result.failures[0]).toEqual({ id: 'link_1000', reason: 'You are offline.' })
})

test('stopping leaves what was not sent yet', async () => {
  const { act, sent } = actThat(allDone)
  const { result } = await run(act, () => sent.length === 1)
  expect(sent).toHaveLength(1)
  expect(result).toEqual({ total: 2500, answered: 1000, failures: [] })
})
