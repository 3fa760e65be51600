import { expect, test } from 'vitest'
import { findBannedNames } from './check-names.mjs'

const checkName = (file) => findBannedNames([file], new Map())
const checkText = (text) => findBannedNames([], new Map([['server/a.ts', `one\n${text}`]]))

test.each([
  'server/teams/team-utils.ts',
  'server/error-handler.ts',
  'shared/common.ts',
  'dashboard/helpers/helper.tsx',
])('%s says nothing', (file) => expect(checkName(file)).toHaveLength(1))

test.each(['dashboard/TeamPage.tsx', 'server/create_team.ts', 'server/createTeam.ts'])(
  '%s is not kebab-case',
  (file) => expect(checkName(file)).toEqual([`${file}: file names are kebab-case`]),
)

test.each([
  'server/teams/create-team.ts',
  'server/teams/create-team.test.ts',
  'server/migrations/202611220100-create-teams.sql',
  'bench/README.md',
  'dashboard/vite.config.ts',
  'server/roles/list-services.ts',
])('%s is a good name', (file) => expect(checkName(file)).toEqual([]))

test.each([
  ['// TO', 'DO later'],
  ['// @ts-', 'ignore'],
  ['// biome-', 'ignore lint: no'],
  ['// @ts-', 'expect-error'],
])('%s%s is not left in the code', (start, end) => {
  expect(checkText(start + end)).toHaveLength(1)
  expect(checkText(start + end)[0]).toContain('server/a.ts:2')
})
