import type { Link } from '#shared/contract/link-fields.ts'
import { AppsPart } from './apps-part.tsx'
import { DetailsPart } from './details-part.tsx'
import { ExpiryPart } from './expiry-part.tsx'
import { PasswordPart } from './password-part.tsx'
import { PreviewPart } from './preview-part.tsx'
import { RulesPart } from './rules/rules-part.tsx'
import type { FoldedPart, LinkForm } from './use-link-form.ts'
import { UtmPart } from './utm-part.tsx'

export interface PartFieldsProps {
  name: FoldedPart
  form: LinkForm
  /** Null for a new link. */
  saved: Link | null
  mayChangeRules: boolean
}

/** The fields of a part that is open. */
export function PartFields({ name, form, saved, mayChangeRules }: PartFieldsProps) {
  switch (name) {
    case 'utm':
      return <UtmPart form={form} />
    case 'rules':
      return <RulesPart form={form} mayChange={mayChangeRules} />
    case 'expiry':
      return <ExpiryPart form={form} />
    case 'password':
      return <PasswordPart form={form} hadPassword={saved?.has_password === true} />
    case 'preview':
      return <PreviewPart form={form} />
    case 'apps':
      return <AppsPart form={form} />
    case 'details':
      return <DetailsPart form={form} />
  }
}
