import { PageHeader } from '../../ui/page-header.tsx'
import { ChangePasswordSection } from './change-password-section.tsx'
import { PasskeysSection } from './passkeys-section.tsx'
import { SecondFactorSection } from './second-factor-section.tsx'

/** How you prove who you are: password, second factor, passkeys. */
export function SecurityPage() {
  return (
    <>
      <PageHeader title="Security" subtitle="How you prove that it is you." />
      <ChangePasswordSection />
      <SecondFactorSection />
      <PasskeysSection />
    </>
  )
}
