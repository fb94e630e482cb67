import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { CopyButton, Mono, Note, useText } from '#base/ui/index.ts'

/** What an authenticator app needs: QR code, secret to type, link for the same device. */
export function TotpSetup({ secret, address }: { secret: string; address: string }) {
  const t = useText()
  const [qr, setQr] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    void import('qrcode')
      .then(({ default: code }) =>
        code.toDataURL(address, { margin: 2, width: 200, errorCorrectionLevel: 'M' }),
      )
      .then((drawn) => {
        if (current) setQr(drawn)
      })
    return () => {
      current = false
    }
  }, [address])
  return (
    <div className="totp">
      <div>
        <p>{t('signIn.totp.scan')}</p>
        {qr ? (
          <img src={qr} width={200} height={200} alt={t('signIn.totp.qr')} />
        ) : (
          <div className="totp-space" />
        )}
      </div>
      <div>
        <p>{t('signIn.totp.secret')}</p>
        <Mono copy block>
          {(secret.match(/.{1,4}/g) ?? []).join(' ')}
        </Mono>
        <p>
          <a href={address}>{t('signIn.totp.open')}</a>
        </p>
      </div>
    </div>
  )
}

/** Recovery codes, shown once. */
export function RecoveryCodes({ codes, stored }: { codes: readonly string[]; stored: () => void }) {
  const t = useText()
  return (
    <>
      <Note kind="caution">{t('signIn.recovery.what')}</Note>
      <ul className="codes" aria-label={t('signIn.recovery.title')}>
        {codes.map((code) => (
          <li key={code}>
            <Mono>{code}</Mono>
          </li>
        ))}
      </ul>
      <div className="actions">
        <CopyButton text={codes.join('\n')} />
        <Button size="xs" variant="default" onClick={() => window.print()}>
          {t('common.action.print')}
        </Button>
      </div>
      <div className="actions">
        <Button onClick={stored}>{t('signIn.recovery.stored')}</Button>
      </div>
    </>
  )
}
