import type { Runtime } from '#server/kernel/runtime.ts'
import { recorderOf } from './click-recorder.ts'
import type { RawClick } from './raw-click.ts'

/** Takes a redirect that was answered; it is written within 200 ms. Costs a push to an array and never throws. */
export const recordClick = (runtime: Runtime, click: RawClick): void => recorderOf(runtime).push(click)
