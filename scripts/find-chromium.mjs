import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { runChild } from './run-child.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The browser's path from CHROMIUM_PATH, the search path or the usual places; undefined when there is none. */
export function findChromium(env = process.env) {
  if (env.CHROMIUM_PATH) return isExecutable(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : undefined
  const folders = (env.PATH ?? '').split(path.delimiter).filter(Boolean)
  const candidates = folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
  return [...candidates, ...PLACES].find(isExecutable)
}

const isRootOnDebian = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

async function installWithApt() {
  console.log('Installing Chromium for the browser tests (apt-get) …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = () =>
    runChild('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env, isQuiet: true })
  let result = await install()
  if (result.code !== 0) {
    await runChild('apt-get', ['update'], { env, isQuiet: true })
    result = await install()
  }
  if (result.code !== 0) console.error(result.output)
}

/** A browser's path. Installs Debian's where it may; throws with what to do where it may not. */
export async function ensureChromium() {
  if (process.env.CHROMIUM_PATH && findChromium() === undefined)
    throw new Error(`CHROMIUM_PATH names no program: ${process.env.CHROMIUM_PATH}`)
  if (findChromium() === undefined && isRootOnDebian()) await installWithApt()
  const found = findChromium()
  if (found !== undefined) return found
  throw new Error(
    'The browser tests need Chromium or Chrome. Install it (on Debian: apt-get install chromium), or set CHROMIUM_PATH.',
  )
}
