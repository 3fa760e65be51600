import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, absolute. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** An absolute path from one written as in the tree, with slashes. */
export const fromRoot = (...parts) => path.join(root, ...parts)
