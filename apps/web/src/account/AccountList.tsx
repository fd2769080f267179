import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type RefObject, useState } from 'react'
import { Header, Menu, MenuItem, MenuSection, Popover, Separator } from 'react-aria-components'
import { platformQuery } from '../api/queries.ts'
import { StatusMark } from '../components/StatusMark.tsx'
import { useI18n } from '../i18n/context.tsx'
import { setTheme, type Theme, themeOf, themeSetting } from '../settings/theme.ts'
import styles from './AccountMenu.module.css'
import {
  chooseDemonstration,
  chooseNobody,
  choosePasskey,
  chooseWallet,
  useActing,
  useDemonstrationAccounts,
} from './acting.ts'
import { usePasskeyAccounts } from './passkey/stored.ts'
import { connectWallet, useWallets } from './wallets.ts'

const themes: readonly Theme[] = ['system', 'light', 'dark']

interface AccountListProps {
  readonly anchor: RefObject<HTMLButtonElement | null>
  readonly onClose: () => void
}

/** Demonstration accounts, wallets of this browser, nobody; and how the site looks. */
export default function AccountList({ anchor, onClose }: AccountListProps) {
  const { t, language } = useI18n()
  const accounts = useDemonstrationAccounts()
  const wallets = useWallets()
  const { data: platform } = useQuery(platformQuery)
  const passkeys = usePasskeyAccounts(platform?.chainId)
  const navigate = useNavigate()
  const acting = useActing()
  const [declined, setDeclined] = useState(false)
  const theme = themeOf(themeSetting.get())
  const connect = async (rdns: string) => {
    const wallet = wallets.find((one) => one.rdns === rdns)
    const address = wallet ? await connectWallet(wallet) : null
    if (!address) return setDeclined(true)
    chooseWallet(rdns, address)
    onClose()
  }
  const act = (key: string) => {
    const [kind = '', value = ''] = key.split('|')
    if (kind === 'wallet') return void connect(value)
    if (kind === 'account') chooseDemonstration(value)
    if (kind === 'passkey') choosePasskey(value)
    if (kind === 'enter') void navigate({ to: '/account' })
    if (kind === 'nobody') chooseNobody()
    if (kind === 'theme') setTheme(value as Theme)
    onClose()
  }
  const check = (on: boolean) => <span className={styles.check}>{on && <StatusMark mark="tick" />}</span>
  return (
    <Popover
      triggerRef={anchor}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      placement="bottom end"
      className={styles.popover ?? ''}
    >
      <Menu
        aria-label={t('account.menu')}
        autoFocus="first"
        onAction={(key) => act(String(key))}
        shouldCloseOnSelect={false}
        className={styles.menu ?? ''}
      >
        {platform?.accounts && (
          <MenuSection aria-label={t('account.passkeys')}>
            <Header className={styles.header}>{t('account.passkeys')}</Header>
            {passkeys.map((own) => (
              <MenuItem
                key={own.address}
                id={`passkey|${own.address}`}
                textValue={own.name}
                className={styles.item ?? ''}
              >
                {check(acting?.address === own.address)}
                <span className={styles.itemName}>{own.name}</span>
              </MenuItem>
            ))}
            <MenuItem
              id="enter|"
              textValue={t(acting?.kind === 'passkey' ? 'account.passkey.mine' : 'account.passkey.new')}
              className={styles.item ?? ''}
            >
              {check(false)}
              <span className={styles.itemName}>
                {t(acting?.kind === 'passkey' ? 'account.passkey.mine' : 'account.passkey.new')}
              </span>
            </MenuItem>
          </MenuSection>
        )}
        {accounts.length > 0 && (
          <MenuSection aria-label={t('account.demonstration')}>
            <Header className={styles.header}>{t('account.demonstration')}</Header>
            {accounts.map((account) => (
              <MenuItem
                key={account.address}
                id={`account|${account.address}`}
                textValue={account.name[language]}
                className={styles.item ?? ''}
              >
                {check(acting?.address === account.address)}
                <span className={styles.itemName}>{account.name[language]}</span>
                <span className="t13 ink3">{t(`account.role.${account.role}`)}</span>
              </MenuItem>
            ))}
          </MenuSection>
        )}
        <MenuSection aria-label={t('account.wallets')}>
          <Header className={styles.header}>{t('account.wallets')}</Header>
          {wallets.map((wallet) => (
            <MenuItem
              key={wallet.rdns}
              id={`wallet|${wallet.rdns}`}
              textValue={wallet.name}
              className={styles.item ?? ''}
            >
              {check(acting?.kind === 'wallet' && acting.wallet.rdns === wallet.rdns)}
              <span className={styles.itemName}>{wallet.name}</span>
            </MenuItem>
          ))}
          <MenuItem id="nobody|" textValue={t('account.nobody')} className={styles.item ?? ''}>
            {check(acting === null)}
            <span className={styles.itemName}>{t('account.nobody')}</span>
          </MenuItem>
        </MenuSection>
        <Separator className={styles.separator ?? ''} />
        <MenuSection aria-label={t('account.theme')}>
          <Header className={styles.header}>{t('account.theme')}</Header>
          {themes.map((one) => (
            <MenuItem
              key={one}
              id={`theme|${one}`}
              textValue={t(`account.theme.${one}`)}
              className={styles.item ?? ''}
            >
              {check(theme === one)}
              <span className={styles.itemName}>{t(`account.theme.${one}`)}</span>
            </MenuItem>
          ))}
        </MenuSection>
      </Menu>
      <p className={styles.note} role="status">
        {declined
          ? t('account.wallet.declined')
          : wallets.length === 0
            ? t('account.wallets.none')
            : accounts.length > 0 && t('account.demonstration.note')}
      </p>
    </Popover>
  )
}
