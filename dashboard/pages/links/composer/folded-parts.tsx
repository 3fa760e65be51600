import {
  type Icon,
  IconAdjustmentsHorizontal,
  IconArrowsSplit,
  IconCalendarTime,
  IconDeviceMobile,
  IconLock,
  IconMessage2Share,
  IconSpeakerphone,
} from '@tabler/icons-react'
import { Suspense } from 'react'
import type { Link } from '#shared/contract/link-fields.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { part } from '../../../ui/part.ts'
import { FoldedPart } from './folded-part.tsx'
import { sayParts } from './say-parts.ts'
import type { LinkForm, FoldedPart as PartName } from './use-link-form.ts'

const PartFields = part(() => import('./part-fields.tsx').then((file) => file.PartFields))

/** Fetches the fields of the parts, which most links do without. */
export const preloadParts = async (): Promise<void> => PartFields.preload?.()

const PARTS: { name: PartName; icon: Icon; label: string }[] = [
  { name: 'utm', icon: IconSpeakerphone, label: 'UTM parameters' },
  { name: 'rules', icon: IconArrowsSplit, label: 'Smart rules' },
  { name: 'expiry', icon: IconCalendarTime, label: 'Expiry' },
  { name: 'password', icon: IconLock, label: 'Password' },
  { name: 'preview', icon: IconMessage2Share, label: 'Link preview' },
  { name: 'apps', icon: IconDeviceMobile, label: 'Apps' },
  { name: 'details', icon: IconAdjustmentsHorizontal, label: 'Notes and redirect' },
]

interface FoldedPartsProps {
  form: LinkForm
  saved: Link | null
  open: ReadonlySet<PartName>
  onToggle: (part: PartName) => void
}

/** The parts of the composer below the fields everybody fills in. */
export function FoldedParts({ form, saved, open, onToggle }: FoldedPartsProps) {
  const { can } = useWorkspace()
  const mayChangeRules = saved?.can.manage_rules ?? can('smart_links.manage')
  const said = sayParts(form.values, saved)
  return (
    <div>
      {PARTS.map(({ name, icon, label }) => (
        <FoldedPart
          key={name}
          icon={icon}
          label={label}
          summary={said[name]}
          isOpen={open.has(name)}
          onToggle={() => onToggle(name)}
          onNear={() => void preloadParts()}
        >
          <Suspense>
            <PartFields name={name} form={form} saved={saved} mayChangeRules={mayChangeRules} />
          </Suspense>
        </FoldedPart>
      ))}
    </div>
  )
}
