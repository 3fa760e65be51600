import { Text } from '@mantine/core'
import type { Link } from '#shared/contract/link-fields.ts'
import type { Column } from '../../../ui/data-table.tsx'
import { TimeText } from '../../../ui/time-text.tsx'
import { ProjectDot } from '../../projects/project-dot.tsx'
import type { LinkSubject } from '../acts/link-dialogs.tsx'
import { LinkMenu } from '../acts/link-menu.tsx'
import type { LinkActs } from '../acts/use-link-acts.ts'
import { LinkStatus } from '../link-status.tsx'
import classes from './link-cell.module.css'
import { LinkCell } from './link-cell.tsx'
import { PageCheckbox, RowCheckbox } from './row-checkboxes.tsx'
import { TagChips } from './tag-chips.tsx'
import type { Selection } from './use-selection.ts'

interface ColumnProps {
  acts: LinkActs
  onOpen: (subject: LinkSubject) => void
  /** Null: nothing may be done with several links. */
  selection: Selection | null
  rowCount: number
}

function TitleCell({ link }: { link: Link }) {
  return (
    <>
      {link.title === '' ? (
        link.tags.length === 0 && <span className={classes.second}>—</span>
      ) : (
        <div className={classes.title} title={link.title}>
          {link.title}
        </div>
      )}
      <TagChips tags={link.tags} />
    </>
  )
}

function ProjectCell({ project }: Pick<Link, 'project'>) {
  if (project === null) return <span className={classes.second}>—</span>
  return (
    <span className={classes.address} style={{ gap: 6 }} title={project.name}>
      <ProjectDot color={project.color} size={10} />
      <Text size="sm" truncate maw={92}>
        {project.name}
      </Text>
    </span>
  )
}

const linkColumn = ({ onOpen }: ColumnProps): Column<Link> => ({
  key: 'slug',
  header: 'Short link',
  isSortable: true,
  render: (link) => <LinkCell link={link} onQr={() => onOpen({ act: 'qr', link })} />,
})

const clicksColumn: Column<Link> = {
  key: 'clicks',
  header: 'Clicks',
  isSortable: true,
  align: 'end',
  width: '84px',
  render: ({ clicks, unique_clicks: uniques }) => (
    <span className="tabular" title={`${uniques.toLocaleString()} unique`}>
      {clicks.toLocaleString()}
    </span>
  ),
}

const menuColumn = ({ acts, onOpen }: ColumnProps): Column<Link> => ({
  key: 'actions',
  header: 'Actions',
  isHeaderHidden: true,
  align: 'end',
  width: '52px',
  render: (link) => <LinkMenu link={link} acts={acts} onOpen={onOpen} />,
})

const selectColumn = (selection: Selection, rowCount: number): Column<Link> => ({
  key: 'select',
  header: 'Select',
  headerContent: <PageCheckbox selection={selection} rowCount={rowCount} />,
  width: '40px',
  render: (link) => <RowCheckbox link={link} selection={selection} />,
})

const titleColumn: Column<Link> = {
  key: 'title',
  header: 'Title and tags',
  isSortable: true,
  render: (link) => <TitleCell link={link} />,
}

const projectColumn: Column<Link> = {
  key: 'project',
  header: 'Project',
  width: '124px',
  render: (link) => <ProjectCell project={link.project} />,
}

const statusColumn: Column<Link> = {
  key: 'status',
  header: 'Status',
  width: '92px',
  render: (link) => <LinkStatus link={link} />,
}

const createdColumn: Column<Link> = {
  key: 'created_at',
  header: 'Created',
  isSortable: true,
  width: '118px',
  render: ({ created_at: at, created_by: creator }) => (
    <>
      <TimeText value={at} />
      <Text className={classes.second} truncate maw={96} title={creator?.name}>
        {creator?.name ?? ''}
      </Text>
    </>
  ),
}

const selectColumns = ({ selection, rowCount }: ColumnProps): Column<Link>[] =>
  selection === null ? [] : [selectColumn(selection, rowCount)]

/** The columns of the links where there is room for all of them. */
const wideColumns = (props: ColumnProps): Column<Link>[] => [
  ...selectColumns(props),
  linkColumn(props),
  titleColumn,
  projectColumn,
  clicksColumn,
  statusColumn,
  createdColumn,
  menuColumn(props),
]

/** Beside the sidebar on a small screen: without what the link's own page shows as well. */
const middleColumns = (props: ColumnProps): Column<Link>[] => [
  ...selectColumns(props),
  linkColumn(props),
  titleColumn,
  clicksColumn,
  statusColumn,
  menuColumn(props),
]

/** On a phone: the link with its status, its clicks and its menu. */
const narrowColumns = (props: ColumnProps): Column<Link>[] => [
  ...selectColumns(props),
  {
    ...linkColumn(props),
    render: (link) => (
      <>
        <LinkCell link={link} onQr={() => props.onOpen({ act: 'qr', link })} />
        {link.status !== 'live' && <LinkStatus link={link} />}
      </>
    ),
  },
  { ...clicksColumn, width: '70px' },
  menuColumn(props),
]

/** The columns that a window of this kind has room for, and how narrow they may become. Pixels. */
export const LAYOUTS = {
  wide: { columnsOf: wideColumns, minWidth: 940 },
  middle: { columnsOf: middleColumns, minWidth: 680 },
  narrow: { columnsOf: narrowColumns, minWidth: 300 },
} as const
