import { Select, Table, Text } from '@mantine/core'
import { IMPORT_FIELDS } from '#shared/contract/link-bulk.ts'
import { FIELD_LABELS, type ImportField, type LinkImport } from './describe-import.ts'
import { type Mapping, withField } from './import-plan.ts'
import classes from './mapping-table.module.css'

interface MappingTableProps {
  shown: LinkImport
  mapping: Mapping
  onChange: (mapping: Mapping) => void
}

const FIELDS = IMPORT_FIELDS.map((value) => ({ value, label: FIELD_LABELS[value] }))
const SHOWN_CELLS = 3

function Samples({ cells }: { cells: string[] }) {
  const filled = [...new Set(cells.filter((cell) => cell !== ''))].slice(0, SHOWN_CELLS)
  return filled.length === 0 ? (
    <Text size="xs" c="dimmed">
      empty in the first rows
    </Text>
  ) : (
    <ul className={classes.samples}>
      {filled.map((cell) => (
        <li key={cell} title={cell}>
          {cell}
        </li>
      ))}
    </ul>
  )
}

/** On a narrow screen the first sample stands under the column's name. */
const firstOf = ({ sample }: LinkImport, index: number): string =>
  sample.map((cells) => cells[index] ?? '').find((cell) => cell !== '') ?? ''

/** Each column of the file with samples of what it holds, and what it fills. */
export function MappingTable({ shown, mapping, onChange }: MappingTableProps) {
  return (
    <Table aria-label="Columns of the file" verticalSpacing={6} horizontalSpacing={6} layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th className={classes.name}>Column</Table.Th>
          <Table.Th className={classes.wide}>First rows</Table.Th>
          <Table.Th className={classes.field}>Fills</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {shown.columns.map((column, index) => (
          <Table.Tr key={column}>
            <Table.Td className={classes.column}>
              {column}
              <span className={classes.first}>{firstOf(shown, index)}</span>
            </Table.Td>
            <Table.Td className={classes.wide}>
              <Samples cells={shown.sample.map((cells) => cells[index] ?? '')} />
            </Table.Td>
            <Table.Td>
              <Select
                aria-label={`${column} fills`}
                placeholder="Nothing, left out"
                data={FIELDS}
                value={mapping[column] ?? null}
                onChange={(field) => onChange(withField(mapping, column, field as ImportField | null))}
                clearable
                clearButtonProps={{ 'aria-label': `Leave ${column} out` }}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
