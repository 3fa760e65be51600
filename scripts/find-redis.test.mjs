import { expect, test } from 'vitest'
import { ensureRedis, findRedis } from './find-redis.mjs'

test('REDIS_SERVER_PATH comes first, and nothing stands in for a wrong one', async () => {
  expect(findRedis({ REDIS_SERVER_PATH: process.execPath, PATH: '' })).toBe(process.execPath)
  expect(findRedis({ REDIS_SERVER_PATH: '/nowhere/redis', PATH: process.env.PATH })).toBeUndefined()
  const before = process.env.REDIS_SERVER_PATH
  process.env.REDIS_SERVER_PATH = '/nowhere/redis'
  await expect(ensureRedis()).rejects.toThrow('REDIS_SERVER_PATH names no program: /nowhere/redis')
  if (before === undefined) delete process.env.REDIS_SERVER_PATH
  else process.env.REDIS_SERVER_PATH = before
})
