import { Box, Button, FileButton, Stack, Text, ThemeIcon } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { type DragEvent, useRef, useState } from 'react'
import { IMPORT_BYTES, IMPORT_ROWS, listLinkImports, uploadLinkImport } from '#shared/contract/link-bulk.ts'
import { ApiError } from '../../../api.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { FormError } from '../../../ui/form-errors.tsx'
import { useAct } from '../../../use-route.ts'
import { readFile } from './read-file.ts'
import classes from './upload-file.module.css'

const MEGABYTE = 1024 * 1024
const LIMITS = `${IMPORT_ROWS.toLocaleString()} rows and ${IMPORT_BYTES / MEGABYTE} MB`

const refusal = (message: string): ApiError => new ApiError(400, 'bad_file', message, {}, null)

const problemOf = (file: File): string | null => {
  if (file.size > IMPORT_BYTES) return `${file.name} is larger than ${IMPORT_BYTES / MEGABYTE} MB; split it.`
  return file.size === 0 ? `${file.name} is empty.` : null
}

function useUpload(onUploaded: (id: string) => void) {
  const { id: orgId } = useWorkspace()
  const [problem, setProblem] = useState<string | null>(null)
  const [isReading, setReading] = useState(false)
  const upload = useAct(uploadLinkImport, {
    invalidate: [listLinkImports],
    onDone: ({ id }) => onUploaded(id),
  })
  const take = async (file: File | null | undefined): Promise<void> => {
    if (!file) return
    const found = problemOf(file)
    setProblem(found)
    if (found !== null) return
    setReading(true)
    const content = await readFile(file).catch(() => null)
    setReading(false)
    if (content === null) return setProblem(`${file.name} could not be read.`)
    upload.mutate({ params: { orgId }, body: { file_name: file.name.slice(-200), content } })
  }
  const error = problem === null ? upload.error : refusal(problem)
  return { take, error, isPending: isReading || upload.isPending }
}

/** The first step: a file is dropped or chosen. */
export function UploadFile({ onUploaded }: { onUploaded: (id: string) => void }) {
  const { take, error, isPending } = useUpload(onUploaded)
  const [isOver, setOver] = useState(false)
  const reset = useRef<() => void>(null)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  return (
    <Stack gap="sm" mb="xl">
      <Box
        className={classes.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <ThemeIcon variant="default" size={48} radius={12} c="dimmed" aria-hidden>
          <IconFileUpload size={24} stroke={1.6} />
        </ThemeIcon>
        <Text fw={600}>Drop a file here, or choose one</Text>
        <Text size="sm" c="dimmed" maw={460}>
          CSV or JSON with a line for each link, up to {LIMITS}. Nothing is created before you have seen it.
        </Text>
        <FileButton
          onChange={(file) => {
            void take(file)
            reset.current?.()
          }}
          resetRef={reset}
          accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,text/csv,application/json"
          inputProps={{ 'aria-label': 'File of links' }}
        >
          {(props) => (
            <Button {...props} loading={isPending}>
              Choose File
            </Button>
          )}
        </FileButton>
      </Box>
      <FormError error={error} />
    </Stack>
  )
}
