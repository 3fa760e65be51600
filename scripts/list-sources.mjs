import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './root.mjs'

/** The folders that hold code of ours. */
const CODE_FOLDERS = ['server', 'shared', 'dashboard', 'booking', 'cli', 'test', 'bench', 'scripts', 'bin']

const CODE = /\.(ts|tsx|mjs)$/

export const isTest = (file) => /\.test\.(ts|tsx|mjs)$/.test(file) || file.startsWith('test/')
export const isGenerated = (file) => file.includes('.generated.')

/** Every file under the folders, as paths from the project's root with slashes. */
export function listFiles(folders = CODE_FOLDERS) {
  const walk = (folder) =>
    readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const place = `${folder}/${entry.name}`
      if (entry.name === 'node_modules' || entry.name.startsWith('.')) return []
      return entry.isDirectory() ? walk(place) : [place]
    })
  return folders
    .filter((folder) => existsSync(path.join(root, folder)))
    .flatMap(walk)
    .sort()
}

/** The code under the folders: a Map from path to text. */
export function readSources(folders) {
  const files = listFiles(folders).filter((file) => CODE.test(file) && !isGenerated(file))
  return new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]))
}

/** Prints what a check found and sets the exit code by it. */
export function reportFindings(findings) {
  for (const finding of findings) console.error(finding)
  if (findings.length > 0) process.exitCode = 1
}
