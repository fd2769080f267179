// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC7913SignatureVerifier } from "@openzeppelin/contracts/interfaces/IERC7913.sol";
import { P256 } from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import { WebAuthn } from "@openzeppelin/contracts/utils/cryptography/WebAuthn.sol";
import { Base64 } from "solady/utils/Base64.sol";

/// @title PasskeyVerifier
/// @notice Checks WebAuthn assertions for ERC-7913 signers `address(this) ++ x ++ y ++ sha256(rpId)`: the P-256 signature (by the chain's
/// precompile at 0x100 if it has it, `s` in the lower half alone), type, challenge, that the user was there and was verified, and that
/// the assertion is for this relying party. A signature has one of two forms:
/// - short: `r ++ s ++ flags ++ counter ++ rest of the client data`. What the signer and the hash tell is not sent but written here, as
///   every browser has to write it (WebAuthn level 3, 5.8.1.1), up to the quote behind the challenge (5.8.1.2, limited verification).
/// - long: OpenZeppelin's `WebAuthnAuth`, for client data in another order and authenticators that add something of their own.
/// @dev The origin within the client data is the browser's to check, which lets a page use the passkeys of its own domain alone. The
/// signature counter is not kept: passkeys that live on several devices always tell 0.
contract PasskeyVerifier is IERC7913SignatureVerifier {
    bytes4 private constant NO = 0xffffffff;
    uint256 private constant KEY_LENGTH = 96;
    /// @dev Six words: with less it is no `WebAuthnAuth`.
    uint256 private constant LONG_LEAST = 192;
    /// @dev Where the flags are in a short one, behind `r` and `s`; the counter's four bytes follow.
    uint256 private constant FLAGS = 64;
    uint256 private constant REST = 69;
    bytes1 private constant PRESENT_AND_VERIFIED = 0x05;
    bytes1 private constant BACKUP = 0x18;
    bytes1 private constant BACKED_UP_BUT_NOT_ELIGIBLE = 0x10;

    /// @inheritdoc IERC7913SignatureVerifier
    function verify(bytes calldata key, bytes32 hash, bytes calldata signature)
        external
        view
        returns (bytes4)
    {
        if (key.length != KEY_LENGTH) return NO;
        (bytes32 x, bytes32 y, bytes32 rpIdHash) = abi.decode(key, (bytes32, bytes32, bytes32));
        return _isAsserted(x, y, rpIdHash, hash, signature) ? IERC7913SignatureVerifier.verify.selector : NO;
    }

    function _isAsserted(bytes32 x, bytes32 y, bytes32 rpIdHash, bytes32 hash, bytes calldata signature)
        private
        view
        returns (bool)
    {
        if (signature.length >= LONG_LEAST) {
            (bool isLong, WebAuthn.WebAuthnAuth calldata auth) = WebAuthn.tryDecodeAuth(signature);
            // A short one is none: where offsets would be it has text, far greater than its length.
            if (isLong) {
                return auth.authenticatorData.length >= 32 && bytes32(auth.authenticatorData) == rpIdHash
                    && WebAuthn.verify(abi.encodePacked(hash), auth, x, y);
            }
        }
        if (signature.length < REST || !_areSound(signature[FLAGS])) return false;
        bytes32 clientDataHash = sha256(
            abi.encodePacked(
                '{"type":"webauthn.get","challenge":"',
                Base64.encode(abi.encodePacked(hash), true, true),
                '"',
                signature[REST:]
            )
        );
        bytes32 digest = sha256(abi.encodePacked(rpIdHash, signature[FLAGS:REST], clientDataHash));
        return P256.verify(digest, bytes32(signature), bytes32(signature[32:]), x, y);
    }

    /// @dev The user was there and was verified, and what is backed up may be (WebAuthn level 3, 7.2).
    function _areSound(bytes1 flags) private pure returns (bool) {
        return
            flags & PRESENT_AND_VERIFIED == PRESENT_AND_VERIFIED
                && flags & BACKUP != BACKED_UP_BUT_NOT_ELIGIBLE;
    }
}
