import { expect, test } from 'vitest'
import { bodyOf, formValuesOf } from './app-form-values.ts'

const FINGERPRINT = Array.from({ length: 32 }, () => 'ab').join(':')

test('each platform sends its own fields alone', () => {
  const values = {
    ...formValuesOf(null),
    name: 'Acme',
    identifier: ' com.acme.app ',
    team_id: ' abcde12345 ',
    fingerprints: `${FINGERPRINT}\n ${FINGERPRINT}, `,
    url_scheme: 'Acme://open',
    store_url: 'https://apps.apple.com/app/id1',
  }
  expect(bodyOf(values)).toMatchObject({
    platform: 'ios',
    identifier: 'com.acme.app',
    team_id: 'ABCDE12345',
    fingerprints: [],
    url_scheme: 'acme',
  })
  expect(bodyOf({ ...values, platform: 'android', url_scheme: ' ' })).toMatchObject({
    team_id: null,
    fingerprints: [FINGERPRINT.toUpperCase(), FINGERPRINT.toUpperCase()],
    url_scheme: null,
  })
})
