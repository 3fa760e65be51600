import { Box, Button, Group, Modal, Progress, Stack, Text } from '@mantine/core'
import { countOf, withoutScheme } from '../short-text.ts'
import classes from './bulk-bar.module.css'
import type { BulkRun } from './use-bulk-run.ts'

interface BulkResultProps {
  run: BulkRun | null
  /** The short link of an id, as far as it is known. */
  nameOf: (id: string) => string
  onStop: () => void
  onClose: () => void
}

// Longer lists tell no more; the links that failed stay selected.
const MOST_NAMED = 200

function Running({ run: { act, progress }, onStop }: { run: BulkRun; onStop: () => void }) {
  const { total, answered } = progress
  return (
    <Stack gap="sm">
      <Text size="sm" role="status" className="tabular">
        {act.doing} {answered.toLocaleString()} of {countOf(total, 'link')}
      </Text>
      <Progress value={(answered / total) * 100} aria-label={`${act.doing} links`} animated />
      <Group justify="flex-end">
        <Button variant="default" onClick={onStop}>
          Stop
        </Button>
      </Group>
    </Stack>
  )
}

function Finished({ run: { act, progress }, nameOf, onClose }: BulkResultProps & { run: BulkRun }) {
  const { total, answered, failures } = progress
  const left = total - answered
  return (
    <Stack gap="sm">
      <Text size="sm" role="status">
        {countOf(answered - failures.length, 'link')} {act.done}
        {failures.length > 0 && `, ${failures.length.toLocaleString()} failed`}
        {left > 0 && `, ${left.toLocaleString()} left as they were`}. Those that were not {act.done} are still
        selected.
      </Text>
      {failures.length > 0 && (
        <Box role="region" aria-label="Links that failed" tabIndex={0} className={classes.failures}>
          <ul>
            {failures.slice(0, MOST_NAMED).map(({ id, reason }) => (
              <li key={id}>
                <b>{withoutScheme(nameOf(id))}</b> {reason}
              </li>
            ))}
            {failures.length > MOST_NAMED && (
              <li>and {(failures.length - MOST_NAMED).toLocaleString()} more</li>
            )}
          </ul>
        </Box>
      )}
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          Close
        </Button>
      </Group>
    </Stack>
  )
}

/** How far an act on many links has come; when some failed, which and why. */
export function BulkResult(props: BulkResultProps) {
  const { run, onStop, onClose } = props
  return (
    <Modal
      opened={run !== null}
      onClose={run?.isRunning === true ? onStop : onClose}
      title={run?.isRunning === true ? `${run.act.doing} links` : 'Not all of it worked'}
      closeOnClickOutside={false}
    >
      {run !== null &&
        (run.isRunning ? <Running run={run} onStop={onStop} /> : <Finished {...props} run={run} />)}
    </Modal>
  )
}
