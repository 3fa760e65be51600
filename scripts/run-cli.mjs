import { pathToFileURL } from 'node:url'
import { fail, prepare } from './prepare.mjs'
import { fromRoot } from './root.mjs'

// Standard output belongs to the command, whose answer may be read by a program.
await prepare({ part: 'server', say: (line) => console.error(line) }).catch(fail)
process.env.NODE_ENV ??= 'production'
await import(pathToFileURL(fromRoot('dist', 'guildhall.mjs')).href)
