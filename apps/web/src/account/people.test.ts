// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { namePerson, usePerson, usePersonName } from './people.ts'

const address = `0x${'Ab'.repeat(20)}`

test('somebody is called what the owner calls them, beside the address the name was given to, until it is taken away', () => {
  const { result: person } = renderHook(usePerson)
  const { result: nameOf } = renderHook(usePersonName)
  expect(person.current(address)).toBe('0xAbAb…AbAb')
  act(() => namePerson(address, ' Grandma '))
  expect(person.current(address.toLowerCase())).toBe('Grandma (0xabab…abab)')
  expect(nameOf.current(address)).toBe('Grandma')
  act(() => namePerson(address, '   '))
  expect(nameOf.current(address)).toBeUndefined()
  act(() => namePerson(address, ''))
  expect(localStorage.getItem('hurong.knownPeople')).toBe('[]')
})
