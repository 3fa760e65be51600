import type { Runtime } from '#server/kernel/runtime.ts'
import { recorderOf } from './click-recorder.ts'
import type { RawClick } from './raw-click.ts'

/** Takes a redirect that was answered; a process that is killed 200 ms later does not lose it. Never throws. */
export const recordClick = (runtime: Runtime, click: RawClick): void => recorderOf(runtime).push(click)
