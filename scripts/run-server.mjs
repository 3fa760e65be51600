import { pathToFileURL } from 'node:url'
import { fail, prepare } from './prepare.mjs'
import { fromRoot } from './root.mjs'

await prepare().catch(fail)
process.env.NODE_ENV = 'production'
// In this very process: signals reach the server, and its exit code is ours.
await import(pathToFileURL(fromRoot('dist', 'server.mjs')).href)
