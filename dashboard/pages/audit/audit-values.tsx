import { Code, Text } from '@mantine/core'
import classes from './audit-entry.module.css'

const isText = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

function textOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  if (typeof value === 'number') return value.toLocaleString()
  if (isText(value)) return value.length === 0 ? 'nothing' : value.join(', ')
  return JSON.stringify(value)
}

const Value = ({ value }: { value: unknown }) => {
  const text = textOf(value)
  return text === 'nothing' ? (
    <Text component="span" size="sm" c="dimmed" fs="italic">
      nothing
    </Text>
  ) : (
    <Code className={classes.value}>{text}</Code>
  )
}

/** Of two long lists only what differs is worth reading. */
function ListChange({ before, after }: { before: string[]; after: string[] }) {
  const added = after.filter((item) => !before.includes(item))
  const removed = before.filter((item) => !after.includes(item))
  if (added.length + removed.length === 0) return <Value value={after} />
  return (
    <>
      {removed.length > 0 && (
        <span>
          taken away <Value value={removed} />{' '}
        </span>
      )}
      {added.length > 0 && (
        <span>
          added <Value value={added} />
        </span>
      )}
    </>
  )
}

interface ChangeProps {
  before: unknown
  after: unknown
}

function Change({ before, after }: ChangeProps) {
  if (isText(before) && isText(after)) return <ListChange before={before} after={after} />
  return (
    <>
      <Value value={before} />
      <span aria-hidden> → </span>
      <span className={classes.hidden}> became </span>
      <Value value={after} />
    </>
  )
}

/** What an act changed, field by field: before and after. */
export function AuditChanges({ changes }: { changes: Record<string, ChangeProps> }) {
  const fields = Object.entries(changes)
  if (fields.length === 0) return null
  return (
    <dl className={classes.facts} aria-label="What changed">
      {fields.map(([field, { before, after }]) => (
        <div key={field} className={classes.fact}>
          <dt>{field.replaceAll('_', ' ')}</dt>
          <dd>
            <Change before={before} after={after} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
