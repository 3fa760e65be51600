import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useSeats } from '../use-seats.ts'
import { type InvitationTerms, TermsFields, type TermsForm } from './invitation-terms.tsx'
import { MAX_ADDRESSES, type ParsedAddresses, parseAddresses } from './parse-addresses.ts'

interface InviteSeveralFormProps {
  terms: TermsForm
  onClose: () => void
  onSend: (terms: InvitationTerms, emails: string[]) => unknown
}

const people = (count: number): string => `${count} ${count === 1 ? 'person' : 'people'}`

/** What is wrong with the list, a sentence each. */
function problemsOf({ valid, invalid }: ParsedAddresses, seatsLeft: number | null): string[] {
  const shown = invalid.slice(0, 5).map((text) => `“${text}”`)
  const sentences: (string | false)[] = [
    invalid.length > 0 &&
      `Not an e-mail address: ${shown.join(', ')}${invalid.length > shown.length ? ` and ${invalid.length - shown.length} more` : ''}.`,
    valid.length > MAX_ADDRESSES && `At most ${MAX_ADDRESSES} people at a time; these are ${valid.length}.`,
    seatsLeft !== null &&
      valid.length > seatsLeft &&
      `Your plan has ${seatsLeft === 1 ? '1 seat' : `${seatsLeft} seats`} left; the invitations beyond that will be refused.`,
  ]
  return sentences.filter((sentence) => sentence !== false)
}

function useSeatsLeft(): number | null {
  const seats = useSeats()
  return seats === null || seats.limit === null ? null : Math.max(0, seats.limit - seats.used)
}

function ListState({ parsed }: { parsed: ParsedAddresses }) {
  const problems = problemsOf(parsed, useSeatsLeft())
  return (
    <div aria-live="polite">
      <Text size="sm" c="dimmed" className="tabular">
        {people(parsed.valid.length)} of at most {MAX_ADDRESSES}
        {parsed.repeated > 0 && `, ${parsed.repeated} named twice`}
      </Text>
      {problems.length > 0 && (
        <Alert color="yellow" variant="light" mt={6} p="xs">
          {problems.map((problem) => (
            <Text key={problem} size="sm" style={{ overflowWrap: 'anywhere' }}>
              {problem}
            </Text>
          ))}
        </Alert>
      )}
    </div>
  )
}

/** A pasted list of addresses, checked while it is typed. */
export function InviteSeveralForm({ terms, onClose, onSend }: InviteSeveralFormProps) {
  const [text, setText] = useState('')
  const parsed = parseAddresses(text)
  const count = parsed.valid.length
  const isReady = terms.terms !== null && count > 0 && count <= MAX_ADDRESSES && parsed.invalid.length === 0
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady && terms.terms !== null) void onSend(terms.terms, parsed.valid)
      }}
    >
      <Stack gap="md">
        <Stack gap={6}>
          <Textarea
            label="Email Addresses"
            description="Paste them: one a line, or parted by commas, semicolons or spaces."
            placeholder={'ada@example.com\ngrace@example.com'}
            required
            minRows={4}
            maxRows={10}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            data-autofocus
          />
          <ListState parsed={parsed} />
        </Stack>
        <TermsFields {...terms} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!isReady}>
            {count > 1 ? `Send ${count} Invitations` : 'Send Invitation'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
