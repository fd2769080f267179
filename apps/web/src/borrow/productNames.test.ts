import type { Product } from '@hurong/sdk/api'
import { expect, test } from 'vitest'
import { makeI18n } from '../i18n/context.tsx'
import { en } from '../i18n/en/index.ts'
import { zh } from '../i18n/zh/index.ts'
import { productNames } from './productNames.ts'

const product = (productId: number, reflectionPeriod: number, greatestTermDays: number) =>
  ({ productId, currency: '0x1', reflectionPeriod, greatestTermDays, leastTermDays: 7 }) as Product
const dollar = () => '测试美元'

test('a product is called by whom it is for, how long it may run and its currency', () => {
  const names = productNames([product(1, 345_600, 1_800), product(2, 0, 3_600)], dollar, makeI18n('zh', zh))
  expect([...names.values()]).toEqual(['个人借款，最长60个月，测试美元', '经营借款，最长120个月，测试美元'])
})

test('one that asks for an assessment says so', () => {
  const products = [product(1, 1, 360), { ...product(5, 1, 360), assessed: true }]
  expect([...productNames(products, () => 'euro', makeI18n('en', en)).values()]).toEqual([
    'Personal, up to 12 months, euro',
    'Personal, up to 12 months, euro, on an assessment',
  ])
})

test('products alike in all of it are told apart by their number', () => {
  const names = productNames([product(1, 1, 360), product(4, 1, 360)], () => 'euro', makeI18n('en', en))
  expect([...names.values()]).toEqual([
    'Personal, up to 12 months, euro (no. 1)',
    'Personal, up to 12 months, euro (no. 4)',
  ])
})
