import { Link, useLocation } from '@tanstack/react-router'
import { addressIn, type NavigationEntry, navigationFor } from './navigation.ts'
import classes from './sidebar.module.css'
import type { Workspace } from './use-me.ts'

interface EntryProps {
  entry: NavigationEntry
  workspace: Workspace
  onNavigate: () => void
}

function Entry({ entry, workspace, onNavigate }: EntryProps) {
  const { pathname } = useLocation()
  const address = addressIn(workspace, entry.path)
  const isInside = pathname === address || pathname.startsWith(`${address}/`)
  return (
    <li>
      <Link
        to={addressIn(workspace, entry.children?.[0]?.path ?? entry.path)}
        className={classes.item}
        data-parent={entry.children === undefined ? undefined : true}
        onClick={onNavigate}
        aria-expanded={entry.children === undefined ? undefined : isInside}
      >
        <entry.icon size={17} stroke={1.7} aria-hidden />
        {entry.label}
      </Link>
      {entry.children !== undefined && isInside && (
        <ul className={`${classes.list} ${classes.children}`}>
          {entry.children.map((child) => (
            <Entry key={child.path} entry={child} workspace={workspace} onNavigate={onNavigate} />
          ))}
        </ul>
      )}
    </li>
  )
}

/** The pages of a workspace, by section. */
export function Sidebar({ workspace, onNavigate }: { workspace: Workspace; onNavigate: () => void }) {
  return (
    <nav aria-label="Main">
      {navigationFor(workspace).map((section) => (
        <div key={section.label ?? section.entries[0]?.path} className={classes.section}>
          {section.label !== null && <div className={classes.label}>{section.label}</div>}
          <ul className={classes.list} aria-label={section.label ?? 'More'}>
            {section.entries.map((entry) => (
              <Entry key={entry.path} entry={entry} workspace={workspace} onNavigate={onNavigate} />
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
