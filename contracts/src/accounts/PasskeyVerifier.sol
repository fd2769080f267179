// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC7913SignatureVerifier } from "@openzeppelin/contracts/interfaces/IERC7913.sol";
import { WebAuthn } from "@openzeppelin/contracts/utils/cryptography/WebAuthn.sol";

/// @title PasskeyVerifier
/// @notice Checks WebAuthn assertions for ERC-7913 signers `address(this) ++ x ++ y ++ sha256(rpId)`: the P-256 signature (by the chain's
/// precompile at 0x100 if it has it, `s` in the lower half alone), type, challenge, that the user was there and was verified, and that
/// the assertion is for this relying party.
/// @dev The origin within `clientDataJSON` is the browser's to check, which lets a page use the passkeys of its own domain alone. The
/// signature counter is not kept: passkeys that live on several devices always tell 0.
contract PasskeyVerifier is IERC7913SignatureVerifier {
    /// @inheritdoc IERC7913SignatureVerifier
    function verify(bytes calldata key, bytes32 hash, bytes calldata signature)
        external
        view
        returns (bytes4)
    {
        (bool decoded, WebAuthn.WebAuthnAuth calldata auth) = WebAuthn.tryDecodeAuth(signature);
        if (!decoded || key.length != 96 || auth.authenticatorData.length < 32) return 0xffffffff;
        (bytes32 x, bytes32 y, bytes32 rpIdHash) = abi.decode(key, (bytes32, bytes32, bytes32));
        if (bytes32(auth.authenticatorData) != rpIdHash) return 0xffffffff;
        return WebAuthn.verify(abi.encodePacked(hash), auth, x, y)
            ? IERC7913SignatureVerifier.verify.selector
            : bytes4(0xffffffff);
    }
}
