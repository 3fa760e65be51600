import { checkNodeVersion } from './node-version.mjs'

if (checkNodeVersion()) import('./run-tests.mjs')
