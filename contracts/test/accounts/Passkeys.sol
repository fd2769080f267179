// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Bytes } from "@openzeppelin/contracts/utils/Bytes.sol";
import { WebAuthn } from "@openzeppelin/contracts/utils/cryptography/WebAuthn.sol";
import { Vm } from "forge-std/Vm.sol";

/// @notice A passkey, and what an authenticator and a browser make of a challenge.
struct Passkey {
    uint256 key;
    bytes signer;
}

library Passkeys {
    bytes32 internal constant RP_ID_HASH = sha256("lend.example");
    uint256 internal constant ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551;
    /// @dev User present, user verified, may be backed up, is backed up.
    bytes1 internal constant FLAGS = 0x1d;

    function make(Vm vm, address verifier, string memory name) internal pure returns (Passkey memory) {
        uint256 key = uint256(keccak256(bytes(name))) % ORDER;
        (uint256 x, uint256 y) = vm.publicKeyP256(key);
        return Passkey(key, abi.encodePacked(verifier, x, y, RP_ID_HASH));
    }

    function assertion(Vm vm, Passkey memory passkey, bytes32 challenge)
        internal
        pure
        returns (WebAuthn.WebAuthnAuth memory)
    {
        return assertion(vm, passkey, challenge, RP_ID_HASH, FLAGS);
    }

    function assertion(Vm vm, Passkey memory passkey, bytes32 challenge, bytes32 rpIdHash, bytes1 flags)
        internal
        pure
        returns (WebAuthn.WebAuthnAuth memory auth)
    {
        string memory text = vm.toBase64URL(abi.encodePacked(challenge));
        // WebAuthn writes no padding.
        assembly ("memory-safe") {
            if eq(mload(text), 44) { mstore(text, 43) }
        }
        auth.clientDataJSON = string.concat(
            '{"type":"webauthn.get","challenge":"',
            text,
            '","origin":"https://lend.example","crossOrigin":false}'
        );
        (auth.typeIndex, auth.challengeIndex) = (1, 23);
        auth.authenticatorData = abi.encodePacked(rpIdHash, flags, uint32(0));
        resign(vm, passkey, auth);
    }

    function resign(Vm vm, Passkey memory passkey, WebAuthn.WebAuthnAuth memory auth) internal pure {
        bytes32 digest = sha256(abi.encodePacked(auth.authenticatorData, sha256(bytes(auth.clientDataJSON))));
        (auth.r, auth.s) = vm.signP256(passkey.key, digest);
        if (uint256(auth.s) > ORDER / 2) auth.s = bytes32(ORDER - uint256(auth.s));
    }

    function sign(Vm vm, Passkey memory passkey, bytes32 challenge) internal pure returns (bytes memory) {
        return encodeShort(assertion(vm, passkey, challenge));
    }

    /// @dev Leaves out what the signer and the challenge tell: 32 bytes of the authenticator's data, 80 of the browser's.
    function encodeShort(WebAuthn.WebAuthnAuth memory auth) internal pure returns (bytes memory) {
        return abi.encodePacked(
            auth.r,
            auth.s,
            Bytes.slice(auth.authenticatorData, 32),
            Bytes.slice(bytes(auth.clientDataJSON), 80)
        );
    }

    /// @dev The fields one after the other, not a struct of them.
    function encode(WebAuthn.WebAuthnAuth memory auth) internal pure returns (bytes memory) {
        return abi.encode(
            auth.r, auth.s, auth.challengeIndex, auth.typeIndex, auth.authenticatorData, auth.clientDataJSON
        );
    }
}
