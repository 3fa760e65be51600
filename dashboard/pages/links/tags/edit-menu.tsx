import { Menu } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { RowMenu } from '../../../ui/row-menu.tsx'
import { RowMenuItem } from '../../../ui/row-menu-item.tsx'
import { type LinkTag, type UtmTemplate, whyNotDelete, whyNotUpdate } from './use-tag-acts.ts'

interface EditMenuProps {
  record: LinkTag | UtmTemplate
  onEdit: () => void
  onDelete: () => void
}

const icon = { size: 16, stroke: 1.8 } as const

/** What may be done with a tag or template; what may not says why. */
export function EditMenu({ record, onEdit, onDelete }: EditMenuProps) {
  return (
    <RowMenu label={`Actions for ${record.name}`}>
      <RowMenuItem icon={<IconPencil {...icon} />} onClick={onEdit} refusal={whyNotUpdate(record)}>
        Edit
      </RowMenuItem>
      <Menu.Divider />
      <RowMenuItem
        icon={<IconTrash {...icon} />}
        onClick={onDelete}
        refusal={whyNotDelete(record)}
        isDestructive
      >
        Delete
      </RowMenuItem>
    </RowMenu>
  )
}
