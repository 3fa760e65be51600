import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { createInvitation, listInvitations } from '#shared/contract/invitations.ts'
import { listLimits } from '#shared/contract/organizations.ts'
import { listRoles } from '#shared/contract/roles.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { normalizeEmail } from '#shared/normalize-email.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { FormError } from '../../../ui/form-errors.tsx'
import { notifyDone } from '../../../ui/notify.ts'
import { useAct } from '../../../use-route.ts'
import { TermsFields, type TermsForm } from './invitation-terms.tsx'
import { isAddress } from './parse-addresses.ts'

export type InvitationSent = RouteResponse<typeof createInvitation>

interface InviteOneFormProps {
  terms: TermsForm
  onClose: () => void
  /** Called instead of closing, when there is a link to pass on. */
  onLink: (sent: InvitationSent) => void
}

function useInvite({ onClose, onLink }: InviteOneFormProps) {
  return useAct(createInvitation, {
    invalidate: [listInvitations, listLimits, listRoles],
    onDone: (sent) => {
      if (sent.accept_url !== null) return onLink(sent)
      notifyDone(`Invitation sent to ${sent.email}`)
      onClose()
    },
  })
}

/** The form of 001 §12.1. */
export function InviteOneForm(props: InviteOneFormProps) {
  const { id: orgId } = useWorkspace()
  const [email, setEmail] = useState('')
  const [isChecked, setChecked] = useState(false)
  const act = useInvite(props)
  const { terms } = props.terms
  const isValid = isAddress(normalizeEmail(email))
  const serverRule = act.error?.fields.find(({ field }) => field === 'email')?.rule
  const submit = () => {
    setChecked(true)
    if (isValid && terms !== null) act.mutate({ params: { orgId }, body: { email, ...terms } })
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack gap="md">
        <TextInput
          type="email"
          label="Email Address"
          placeholder="colleague@example.com"
          required
          autoComplete="off"
          maxLength={254}
          value={email}
          onChange={(event) => {
            setEmail(event.currentTarget.value)
            if (act.error !== null) act.reset()
          }}
          onBlur={() => email !== '' && setChecked(true)}
          error={isChecked && !isValid ? 'Enter an e-mail address, like name@example.com' : serverRule}
          data-autofocus
        />
        <TermsFields {...props.terms} />
        <FormError error={act.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={act.isPending} disabled={terms === null}>
            Send Invitation
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
