import { expect, test } from 'vitest'
import { findImportViolations } from './check-imports.mjs'

const check = (files) => findImportViolations(new Map(Object.entries(files)))

const forbidden = [
  ['shared/plans.ts', "import { z } from 'lodash'", 'no package but zod'],
  ['shared/plans.ts', "import { x } from '#server/a/b.ts'", 'shared may import only'],
  [
    'dashboard/page.tsx',
    "import type { X } from '#server/teams/create-team.ts'",
    'dashboard may import only',
  ],
  ['dashboard/page.tsx', "import fs from 'node:fs'", 'runs in a browser'],
  ['server/teams/create-team.ts', "import { x } from '../../dashboard/api.ts'", 'server may import only'],
  [
    'server/teams/create-team.ts',
    "import { x } from '#server/roles/role-queries.ts'",
    "only a domain's own files",
  ],
  ['server/teams/create-team.ts', "import type { FastifyRequest } from 'fastify'", 'verbs know no HTTP'],
  ['server/teams/create-team.ts', "import { x } from './team-routes.ts'", 'verbs know no routes'],
  ['server/teams/create-team.ts', "const x = await import('#server/app.ts')", 'verbs know no routes'],
  ['server/teams/create-team.ts', "type X = import('#server/http/session.ts').X", 'verbs know no routes'],
  ['server/teams/create-team.ts', "export { x } from '#server/scim/users.ts'", 'verbs know no routes'],
  ['server/teams/create-team.ts', "import { sql } from 'kysely'", 'hold SQL'],
  ['server/teams/create-team.ts', "tx.selectFrom('teams')", 'hold SQL'],
  ['server/teams/create-team.ts', 'pool.query(`select 1`)', 'hold SQL'],
  ['server/teams/create-team.ts', 'const x = sql`select 1`', 'hold SQL'],
  ['server/teams/team-routes.ts', "tx.deleteFrom('teams')", 'hold SQL'],
  ['cli/doctor.ts', "pool.query('SELECT 1')", 'hold SQL'],
  ['cli/doctor.ts', "import { x } from '#server/teams/team-queries.ts'", "only a domain's own files"],
  ['cli/doctor.ts', "import { x } from '#server/teams/team-routes.ts'", 'calls verbs, not routes'],
  ['server/teams/team-routes.ts', "import { x } from './team-queries.ts'", 'call verbs, not queries'],
  ['server/scim/users.ts', "import { x } from '#server/teams/team-queries.ts'", 'call verbs, not queries'],
  ['server/jobs/purge.ts', "import { x } from '#server/teams/team-queries.ts'", "only a domain's own files"],
  ['server/teams/team-queries.ts', "import { x } from './create-team.ts'", 'queries import the kernel'],
  ['server/kernel/context.ts', "import { x } from '#server/teams/create-team.ts'", 'knows no domain'],
  [
    'server/teams/create-team.ts',
    "import { mintAuthorizedOrganizationId } from '#server/kernel/context.ts'",
    'only server/organizations/enter-organization.ts',
  ],
]

test.each(forbidden)('%s: %s', (file, source, reason) => {
  const findings = check({ [file]: source })
  expect(findings.join('\n')).toContain(reason)
  expect(findings.join('\n')).toContain(file)
})

test('allows what the layers are for', () => {
  const findings = check({
    'shared/plans.ts': "import { z } from 'zod'; import { x } from './permissions.ts'",
    'dashboard/page.tsx': "import { z } from '#shared/plans.ts'; import { Button } from '@mantine/core'",
    'cli/doctor.ts': "import { x } from '#server/teams/create-team.ts'",
    'server/main.ts': "import { x } from './teams/team-routes.ts'; import fastify from 'fastify'",
    'server/teams/team-routes.ts': "import { x } from './create-team.ts'; import type { F } from 'fastify'",
    'server/teams/create-team.ts':
      "import { x } from './team-queries.ts'; import type { Kysely } from 'kysely'",
    'server/teams/team-queries.ts':
      "import { sql } from 'kysely'; import { x } from '#server/kernel/ids.ts'; import type { T } from './team.ts'",
    'server/kernel/database/migrate.ts': 'pool.query(`select 1`)',
    'server/teams/create-team.test.ts':
      "import { x } from '#server/roles/role-queries.ts'; db.selectFrom('a')",
    'server/organizations/enter-organization.ts':
      "import { mintAuthorizedOrganizationId } from '#server/kernel/context.ts'",
    'server/teams/search-teams.ts': "await router.query('teams')",
  })
  expect(findings).toEqual([])
})

test('reports a circle once, and none where only types go round', () => {
  const circle = {
    'server/a/one.ts': "import { two } from './two.ts'",
    'server/a/two.ts': "export { three } from './three.ts'",
    'server/a/three.ts': "import { one } from './one.ts'",
  }
  expect(check(circle)).toEqual([
    'circle of imports: server/a/one.ts → server/a/two.ts → server/a/three.ts → server/a/one.ts',
  ])
  expect(check({ ...circle, 'server/a/three.ts': "import type { one } from './one.ts'" })).toEqual([])
})
