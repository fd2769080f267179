// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IEntryPoint, PackedUserOperation } from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import { Bytes } from "@openzeppelin/contracts/utils/Bytes.sol";
import { WebAuthn } from "@openzeppelin/contracts/utils/cryptography/WebAuthn.sol";
import { Accounts } from "./Accounts.sol";
import { Passkeys } from "./Passkeys.sol";

/// @notice What is no signature of an operation.
contract OperationSignaturesTest is Accounts {
    function test_RevertWhen_TheCoSignerSignsAlone() external {
        PackedUserOperation memory op = oneFactor(payment(shop, ONE));
        op.signature = signatures(abi.encodePacked(coSigner), sign(coSignerKey, hashOf(op)));
        invalid(op);
    }

    function test_RevertWhen_ASignerIsNamedTwice() external {
        PackedUserOperation memory op = bothFactors(payment(shop, ONE));
        bytes memory signature = Passkeys.sign(vm, phone, hashOf(op));
        op.signature = signatures(phone.signer, signature, phone.signer, signature);
        invalid(op);
        op = oneFactor(payment(shop, ONE));
        signature = sign(coSignerKey, hashOf(op));
        op.signature =
            signatures(abi.encodePacked(coSigner), signature, abi.encodePacked(coSigner), signature);
        invalid(op);
    }

    function test_RevertWhen_ASignerIsNamedAgainBehindAnother() external {
        PackedUserOperation memory op = oneFactor(payment(shop, ONE));
        bytes32 hash = hashOf(op);
        bytes[] memory signers = new bytes[](3);
        bytes[] memory list_ = new bytes[](3);
        (signers[0], list_[0]) = (phone.signer, Passkeys.sign(vm, phone, hash));
        (signers[1], list_[1]) = (laptop.signer, Passkeys.sign(vm, laptop, hash));
        (signers[2], list_[2]) = (signers[0], list_[0]);
        op.signature = abi.encode(signers, list_);
        invalid(op);
        (signers[2], list_[2]) = (abi.encodePacked(coSigner), sign(coSignerKey, hash));
        op.signature = abi.encode(signers, list_);
        done(op);
    }

    function test_RevertWhen_ThereAreMoreSignersThanSignatures() external {
        PackedUserOperation memory op = oneFactor(payment(shop, ONE));
        bytes[] memory signers = new bytes[](2);
        (signers[0], signers[1]) = (phone.signer, laptop.signer);
        op.signature = abi.encode(signers, one(Passkeys.sign(vm, phone, hashOf(op))));
        invalid(op);
        op.signature = abi.encode(one(phone.signer), new bytes[](0));
        invalid(op);
    }

    /// @dev A list that lies outside of the signature is none, though calldata goes on there.
    function test_RevertWhen_TheSignatureReachesBeyondItself() external {
        PackedUserOperation memory op = signed(oneFactor(payment(shop, ONE)), phone);
        bytes memory whole = op.signature;
        for (uint256 words = 1; words < whole.length / 32; ++words) {
            op.signature = Bytes.slice(whole, 0, 32 * words);
            vm.expectPartialRevert(IEntryPoint.FailedOpWithRevert.selector);
            handle(op);
        }
    }

    function test_RevertWhen_AStrangerSigns() external {
        invalid(signed(oneFactor(payment(shop, ONE)), stranger));
        invalid(signed(bothFactors(payment(shop, ONE)), phone, stranger));
    }

    function test_RevertWhen_OneOfTwoSignaturesIsBad() external {
        PackedUserOperation memory op = bothFactors(payment(shop, ONE));
        bytes32 hash = hashOf(op);
        op.signature = signatures(
            phone.signer,
            Passkeys.sign(vm, phone, hash),
            laptop.signer,
            Passkeys.sign(vm, laptop, keccak256("other"))
        );
        invalid(op);
    }

    function test_RevertWhen_TheChallengeIsAnother() external {
        PackedUserOperation memory op = oneFactor(payment(shop, ONE));
        op.signature = signatures(phone.signer, Passkeys.sign(vm, phone, keccak256("another")));
        invalid(op);
    }

    function test_RevertWhen_TheUserWasNotVerifiedOrNotThere() external {
        PackedUserOperation memory op = oneFactor(payment(shop, ONE));
        _refused(op, Passkeys.assertion(vm, phone, hashOf(op), Passkeys.RP_ID_HASH, 0x19));
        _refused(op, Passkeys.assertion(vm, phone, hashOf(op), Passkeys.RP_ID_HASH, 0x1c));
    }

    function test_RevertWhen_TheRelyingPartyIsAnother() external {
        PackedUserOperation memory op = oneFactor(payment(shop, ONE));
        _refused(op, Passkeys.assertion(vm, phone, hashOf(op), sha256("evil.example"), Passkeys.FLAGS));
    }

    function test_RevertWhen_TheAssertionIsARegistration() external {
        PackedUserOperation memory op = oneFactor(payment(shop, ONE));
        WebAuthn.WebAuthnAuth memory auth = Passkeys.assertion(vm, phone, hashOf(op));
        auth.clientDataJSON = vm.replace(auth.clientDataJSON, "webauthn.get", "webauthn.create");
        auth.challengeIndex += 3;
        Passkeys.resign(vm, phone, auth);
        _refused(op, auth);
    }

    function test_RevertWhen_TheSignatureIsMirrored() external {
        PackedUserOperation memory op = oneFactor(payment(shop, ONE));
        WebAuthn.WebAuthnAuth memory auth = Passkeys.assertion(vm, phone, hashOf(op));
        auth.s = bytes32(Passkeys.ORDER - uint256(auth.s));
        _refused(op, auth);
    }

    function test_RevertWhen_TheSignatureIsCut() external {
        PackedUserOperation memory op = oneFactor(payment(shop, ONE));
        bytes memory signature = Passkeys.sign(vm, phone, hashOf(op));
        assembly ("memory-safe") {
            mstore(signature, sub(mload(signature), 32))
        }
        op.signature = signatures(phone.signer, signature);
        invalid(op);
        op.signature = signatures(phone.signer, "");
        invalid(op);
        op.signature = abi.encode(new bytes[](0), new bytes[](0));
        invalid(op);
    }

    function test_RevertWhen_TheSignatureIsNoneAtAll() external {
        PackedUserOperation memory op = oneFactor(payment(shop, ONE));
        op.signature = "";
        vm.expectRevert(
            abi.encodeWithSelector(IEntryPoint.FailedOpWithRevert.selector, 0, "AA23 reverted", "")
        );
        handle(op);
    }

    function _refused(PackedUserOperation memory op, WebAuthn.WebAuthnAuth memory auth) private {
        op.signature = signatures(phone.signer, Passkeys.encode(auth));
        invalid(op);
        op.signature = signatures(phone.signer, Passkeys.encodeShort(auth));
        invalid(op);
    }
}
