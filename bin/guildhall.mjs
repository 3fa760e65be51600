#!/usr/bin/env node
import { checkNodeVersion } from '../scripts/node-version.mjs'

if (checkNodeVersion()) import('../scripts/run-cli.mjs')
