import { UnstyledButton } from '@mantine/core'
import { type Icon, IconChevronDown } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import classes from './folded-part.module.css'

interface FoldedPartProps {
  icon: Icon
  label: string
  /** What is set in it, in a few words, while it is closed or open. */
  summary: string
  isOpen: boolean
  onToggle: () => void
  /** It may be opened soon: it is pointed at, or has the focus. */
  onNear: () => void
  children: ReactNode
}

/** A part of the composer that most links do without: closed, it says in a few words what is set in it. */
export function FoldedPart(props: FoldedPartProps) {
  const { icon: PartIcon, label, summary, isOpen, onToggle, onNear, children } = props
  const id = useId()
  return (
    <div className={classes.part}>
      <h2 className={classes.heading}>
        <UnstyledButton
          className={classes.button}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={onToggle}
          onPointerEnter={onNear}
          onFocus={onNear}
        >
          <PartIcon size={18} stroke={1.7} className={classes.icon} aria-hidden />
          <span className={classes.label}>{label}</span>
          <span className={classes.summary}>{summary}</span>
          <IconChevronDown
            size={16}
            className={classes.chevron}
            data-open={isOpen || undefined}
            aria-hidden
          />
        </UnstyledButton>
      </h2>
      <div id={id} className={isOpen ? classes.body : undefined} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </div>
  )
}
