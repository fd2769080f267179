// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Base64 } from "@openzeppelin/contracts/utils/Base64.sol";
import { Bytes } from "@openzeppelin/contracts/utils/Bytes.sol";
import { WebAuthn } from "@openzeppelin/contracts/utils/cryptography/WebAuthn.sol";
import { Test } from "forge-std/Test.sol";
import { PasskeyVerifier } from "../../src/accounts/PasskeyVerifier.sol";
import { Passkey, Passkeys } from "./Passkeys.sol";

/// @notice What an assertion must say, in its short form and in its long one. OpenZeppelin's check of the long one is what the short one is
/// held against.
contract PasskeyVerifierTest is Test {
    bytes32 private constant HASH = keccak256("an operation");

    PasskeyVerifier private _verifier = new PasskeyVerifier();
    Passkey private _phone = Passkeys.make(vm, address(_verifier), "phone");

    function test_BothFormsAreTaken() external view {
        WebAuthn.WebAuthnAuth memory auth = Passkeys.assertion(vm, _phone, HASH);
        assertTrue(_isTaken(HASH, Passkeys.encode(auth)));
        assertTrue(_isTaken(HASH, Passkeys.encodeShort(auth)));
    }

    /// forge-config: default.fuzz.runs = 64
    function testFuzz_BothFormsSayTheSameOfWhateverIsAsserted(
        bytes32 hash,
        uint8 flags,
        uint32 counter,
        string calldata rest
    ) external view {
        WebAuthn.WebAuthnAuth memory auth = _asserted(hash, flags, counter, rest);
        bool isSound = flags & 0x05 == 0x05 && flags & 0x18 != 0x10;
        assertEq(_isTaken(hash, Passkeys.encode(auth)), isSound);
        assertEq(_isTaken(hash, Passkeys.encodeShort(auth)), isSound);
    }

    /// forge-config: default.fuzz.runs = 64
    function testFuzz_RevertWhen_AnotherHashWasSigned(
        bytes32 hash,
        bytes32 other,
        uint32 counter,
        string calldata rest
    ) external view {
        vm.assume(hash != other);
        WebAuthn.WebAuthnAuth memory auth = _asserted(hash, uint8(Passkeys.FLAGS), counter, rest);
        assertTrue(_isTaken(hash, Passkeys.encodeShort(auth)));
        assertFalse(_isTaken(other, Passkeys.encode(auth)));
        assertFalse(_isTaken(other, Passkeys.encodeShort(auth)));
    }

    /// forge-config: default.fuzz.runs = 64
    function testFuzz_RevertWhen_AnyBitOfAShortOneIsAnother(bytes32 hash, uint256 bit) external view {
        bytes memory signature = Passkeys.sign(vm, _phone, hash);
        bit = bound(bit, 0, signature.length * 8 - 1);
        signature[bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
        assertFalse(_isTaken(hash, signature));
    }

    function test_WhateverBrowsersWriteBehindTheChallengeIsTaken() external view {
        string[4] memory rests = [
            "}",
            unicode',"origin":"https://融.example","crossOrigin":false}',
            ',"origin":"https://lend.example","crossOrigin":true,"topOrigin":"https://other.example"}',
            ',"origin":"https://a-place-with-a-very-long-name.lend.example:8443","crossOrigin":false,"other_keys_can_be_added_here":"more of it, so that it is longer than the least of the other form"}'
        ];
        for (uint256 i; i < rests.length; ++i) {
            WebAuthn.WebAuthnAuth memory auth = _asserted(HASH, uint8(Passkeys.FLAGS), 1, rests[i]);
            assertTrue(_isTaken(HASH, Passkeys.encodeShort(auth)));
            assertTrue(_isTaken(HASH, Passkeys.encode(auth)));
        }
    }

    function test_TheLongFormTakesAnyOrderAndWhatAuthenticatorsAdd() external view {
        WebAuthn.WebAuthnAuth memory auth = Passkeys.assertion(vm, _phone, HASH);
        auth.clientDataJSON = string.concat(
            '{"challenge":"', _text(abi.encodePacked(HASH)), '","origin":"x","type":"webauthn.get"}'
        );
        (auth.challengeIndex, auth.typeIndex) = (1, 72);
        auth.authenticatorData = bytes.concat(auth.authenticatorData, hex"a1636f6e65f5");
        Passkeys.resign(vm, _phone, auth);
        assertTrue(_isTaken(HASH, Passkeys.encode(auth)));
    }

    /// @dev Its text begins with all that the hash's text is.
    function test_RevertWhen_TheChallengeOnlyBeginsWithTheHash() external view {
        WebAuthn.WebAuthnAuth memory auth = Passkeys.assertion(vm, _phone, HASH);
        string memory longer = _text(abi.encodePacked(HASH, bytes1(0)));
        assertEq(Bytes.slice(bytes(longer), 0, 43), bytes(_text(abi.encodePacked(HASH))));
        auth.clientDataJSON = string.concat('{"type":"webauthn.get","challenge":"', longer, '","origin":"x"}');
        Passkeys.resign(vm, _phone, auth);
        _refusedWhereverItIsCut(auth);
    }

    function test_RevertWhen_ItIsARegistration() external view {
        WebAuthn.WebAuthnAuth memory auth = Passkeys.assertion(vm, _phone, HASH);
        auth.clientDataJSON = vm.replace(auth.clientDataJSON, "webauthn.get", "webauthn.create");
        auth.challengeIndex += 3;
        Passkeys.resign(vm, _phone, auth);
        _refusedWhereverItIsCut(auth);
    }

    function test_RevertWhen_TheRelyingPartyIsAnother() external view {
        _refused(Passkeys.assertion(vm, _phone, HASH, sha256("evil.example"), Passkeys.FLAGS));
    }

    function test_RevertWhen_TheSignatureIsMirrored() external view {
        WebAuthn.WebAuthnAuth memory auth = Passkeys.assertion(vm, _phone, HASH);
        auth.s = bytes32(Passkeys.ORDER - uint256(auth.s));
        _refused(auth);
    }

    function test_RevertWhen_AnotherKeySigned() external view {
        _refused(Passkeys.assertion(vm, Passkeys.make(vm, address(_verifier), "stranger"), HASH));
    }

    /// @dev No key is none, rather than one that anything is signed with.
    function test_RevertWhen_TheKeyIsNoPointOrOfAnotherLength() external view {
        bytes memory signature = Passkeys.sign(vm, _phone, HASH);
        bytes memory key = _key();
        assertEq(_verifier.verify(Bytes.slice(key, 0, 95), HASH, signature), bytes4(0xffffffff));
        assertEq(_verifier.verify(bytes.concat(key, "0"), HASH, signature), bytes4(0xffffffff));
        bytes memory none = abi.encode(0, 0, Passkeys.RP_ID_HASH);
        assertEq(_verifier.verify(none, HASH, signature), bytes4(0xffffffff));
    }

    function test_RevertWhen_AnythingOfItIsMissing() external view {
        bytes memory short = Passkeys.sign(vm, _phone, HASH);
        for (uint256 length; length < short.length; ++length) {
            assertFalse(_isTaken(HASH, Bytes.slice(short, 0, length)));
        }
        bytes memory long = Passkeys.encode(Passkeys.assertion(vm, _phone, HASH));
        for (uint256 length; length < long.length; length += 32) {
            assertFalse(_isTaken(HASH, Bytes.slice(long, 0, length)));
        }
    }

    function _asserted(bytes32 hash, uint8 flags, uint32 counter, string memory rest)
        private
        view
        returns (WebAuthn.WebAuthnAuth memory auth)
    {
        auth = Passkeys.assertion(vm, _phone, hash);
        auth.authenticatorData = abi.encodePacked(Passkeys.RP_ID_HASH, flags, counter);
        auth.clientDataJSON = string.concat(string(Bytes.slice(bytes(auth.clientDataJSON), 0, 80)), rest);
        Passkeys.resign(vm, _phone, auth);
    }

    function _refused(WebAuthn.WebAuthnAuth memory auth) private view {
        assertFalse(_isTaken(HASH, Passkeys.encode(auth)));
        assertFalse(_isTaken(HASH, Passkeys.encodeShort(auth)));
    }

    /// @dev The text sent is what stands behind a challenge, wherever somebody says that it ends.
    function _refusedWhereverItIsCut(WebAuthn.WebAuthnAuth memory auth) private view {
        assertFalse(_isTaken(HASH, Passkeys.encode(auth)));
        bytes memory data = Bytes.slice(auth.authenticatorData, 32);
        for (uint256 from = 70; from <= 90; ++from) {
            bytes memory rest = Bytes.slice(bytes(auth.clientDataJSON), from);
            assertFalse(_isTaken(HASH, abi.encodePacked(auth.r, auth.s, data, rest)));
        }
    }

    function _isTaken(bytes32 hash, bytes memory signature) private view returns (bool) {
        bytes4 answer = _verifier.verify(_key(), hash, signature);
        assertTrue(answer == PasskeyVerifier.verify.selector || answer == 0xffffffff);
        return answer == PasskeyVerifier.verify.selector;
    }

    function _key() private view returns (bytes memory) {
        return Bytes.slice(_phone.signer, 20);
    }

    function _text(bytes memory data) private pure returns (string memory) {
        return Base64.encodeURL(data);
    }
}
