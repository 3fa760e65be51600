import { Tabs } from '@mantine/core'
import { useWorkspace } from '../../frame/use-me.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { RestrictedNotice } from '../../ui/restricted-notice.tsx'
import { useListState } from '../../ui/use-list-state.ts'
import { TagList } from './tags/tag-list.tsx'
import { UtmTemplateList } from './tags/utm-template-list.tsx'

/** The tags and UTM templates of a workspace. */
export function TagsPage() {
  const { can } = useWorkspace()
  const list = useListState({ tab: 'tags' })
  return (
    <>
      <PageHeader
        title="Tags & UTM templates"
        subtitle="Tags group links; templates fill in the campaign parameters of a destination."
      />
      {can('links.read') ? (
        <Tabs
          value={list.values.tab}
          onChange={(tab) => list.set({ tab: tab ?? 'tags' })}
          keepMounted={false}
        >
          <Tabs.List mb="md">
            <Tabs.Tab value="tags">Tags</Tabs.Tab>
            <Tabs.Tab value="utm">UTM templates</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="tags">
            <TagList />
          </Tabs.Panel>
          <Tabs.Panel value="utm">
            <UtmTemplateList />
          </Tabs.Panel>
        </Tabs>
      ) : (
        <RestrictedNotice permission="links.read" />
      )}
    </>
  )
}
