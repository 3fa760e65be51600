import { ensureChromium } from './find-chromium.mjs'
import { fail, prepare } from './prepare.mjs'
import { fromRoot } from './root.mjs'
import { runNode } from './run-child.mjs'

await prepare().catch(fail)
const chromium = await ensureChromium().catch(fail)
const { code } = await runNode(
  [fromRoot('node_modules', 'vitest', 'vitest.mjs'), 'run', ...process.argv.slice(2)],
  {
    env: { ...process.env, NODE_ENV: 'test', CHROMIUM_PATH: chromium },
  },
)
process.exit(code)
