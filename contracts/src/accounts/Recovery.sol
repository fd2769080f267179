// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import { AccountSigners } from "./AccountSigners.sol";
import { IPasskeyAccount } from "./IPasskeyAccount.sol";

/// @notice Other signers for an account whose own are lost. Trustees can do this and nothing else, and any factor left can stop them.
abstract contract Recovery is AccountSigners {
    uint256 private constant GREATEST_TRUSTEES = 16;
    bytes32 private constant RECOVERY = keccak256(
        "Recovery(SignerSet next,uint256 nonce,uint256 deadline)SignerSet(bytes[] signers,uint64[] weights,uint64 threshold,uint64 secondThreshold)"
    );
    bytes32 private constant SIGNER_SET =
        keccak256("SignerSet(bytes[] signers,uint64[] weights,uint64 threshold,uint64 secondThreshold)");
    bytes32 private constant REHEARSAL = keccak256("Rehearsal(address trustee,uint256 deadline)");

    address[] private _trustees;
    uint64 private _trusteesNeeded;
    uint64 private _readyAt;
    uint64 private _nextProposalFrom;
    uint64 private _nonce;
    bytes32 private _proposed;

    /// @inheritdoc IPasskeyAccount
    function changeSigners(SignerSet calldata next) external onlySelfWithBothFactors {
        _replaceSigners(next);
        // Whoever can do this is back; what was to replace those before would replace them.
        if (_proposed != 0) _drop(block.timestamp);
    }

    /// @inheritdoc IPasskeyAccount
    function changeTrustees(address[] calldata next, uint256 needed) external onlySelfWithBothFactors {
        _setTrustees(next, needed);
        // What the ones before have proposed goes with them.
        if (_proposed != 0) _drop(block.timestamp);
    }

    /// @inheritdoc IPasskeyAccount
    function vetoRecovery() external onlySelf {
        if (_proposed == 0) revert NoRecovery();
        _drop(block.timestamp + _policy().coolingPeriod());
    }

    /// @inheritdoc IPasskeyAccount
    function proposeRecovery(
        SignerSet calldata next,
        uint256 deadline,
        address[] calldata signed,
        bytes[] calldata signatures
    ) external returns (bytes32 id) {
        if (block.timestamp < _nextProposalFrom) {
            revert RecoveryCooling(_nextProposalFrom);
        }
        if (block.timestamp > deadline) revert SignatureExpired(deadline);
        _requireSound(next);
        uint64 nonce = _nonce++;
        bytes32 setHash = _hashOf(next);
        _requireTrustees(
            _hashTypedData(keccak256(abi.encode(RECOVERY, setHash, nonce, deadline))), signed, signatures
        );
        id = _idOf(setHash, nonce);
        uint256 readyAt = block.timestamp + _policy().recoveryDelay();
        (_proposed, _readyAt) = (id, uint64(readyAt));
        emit RecoveryProposed(id, readyAt, next, signed);
    }

    /// @inheritdoc IPasskeyAccount
    function finaliseRecovery(SignerSet calldata next) external {
        bytes32 id = _proposed;
        if (id == 0) revert NoRecovery();
        bytes32 given = _idOf(_hashOf(next), _nonce - 1);
        if (given != id) revert RecoveryDiffers(id, given);
        if (block.timestamp < _readyAt) revert RecoveryTooEarly(id, _readyAt);
        (_proposed, _readyAt) = (0, 0);
        _replaceSigners(next);
        emit RecoveryFinalised(id, msg.sender);
    }

    /// @inheritdoc IPasskeyAccount
    function rehearse(address trustee, uint256 deadline, bytes calldata signature) external {
        if (block.timestamp > deadline) revert SignatureExpired(deadline);
        if (!_isTrustee(trustee)) revert NotTrustee(trustee);
        bytes32 digest = _hashTypedData(keccak256(abi.encode(REHEARSAL, trustee, deadline)));
        _requireSignature(trustee, digest, signature);
        emit TrusteeRehearsed(trustee);
    }

    /// @inheritdoc IPasskeyAccount
    function trustees() external view returns (address[] memory, uint256 needed) {
        return (_trustees, _trusteesNeeded);
    }

    /// @inheritdoc IPasskeyAccount
    function recovery()
        external
        view
        returns (bytes32 id, uint256 readyAt, uint256 nextProposalFrom, uint256 nonce)
    {
        return (_proposed, _readyAt, _nextProposalFrom, _nonce);
    }

    function _setTrustees(address[] calldata next, uint256 needed) internal {
        uint256 count = next.length;
        if (count > GREATEST_TRUSTEES || needed > count || (needed == 0 && count != 0)) {
            revert TrusteesInvalid(count, needed, GREATEST_TRUSTEES);
        }
        address last;
        for (uint256 i; i < count; ++i) {
            if (next[i] <= last || next[i] == address(this)) revert NotTrustee(next[i]);
            last = next[i];
        }
        (_trustees, _trusteesNeeded) = (next, uint64(needed));
        emit TrusteesChanged(next, needed);
    }

    function _drop(uint256 nextProposalFrom) private {
        emit RecoveryVetoed(_proposed, nextProposalFrom);
        (_proposed, _readyAt, _nextProposalFrom) = (0, 0, uint64(nextProposalFrom));
    }

    /// @dev Ascending, so that nobody counts twice.
    function _requireTrustees(bytes32 digest, address[] calldata signed, bytes[] calldata signatures)
        private
        view
    {
        uint256 needed = _trusteesNeeded;
        if (needed == 0 || signed.length < needed || signed.length != signatures.length) {
            revert TrusteesInsufficient(signed.length, needed);
        }
        address last;
        for (uint256 i; i < signed.length; ++i) {
            if (signed[i] <= last || !_isTrustee(signed[i])) revert NotTrustee(signed[i]);
            _requireSignature(signed[i], digest, signatures[i]);
            last = signed[i];
        }
    }

    function _requireSignature(address trustee, bytes32 digest, bytes calldata signature) private view {
        if (!SignatureChecker.isValidSignatureNowCalldata(trustee, digest, signature)) {
            revert TrusteeSignatureInvalid(trustee);
        }
    }

    function _isTrustee(address account) private view returns (bool) {
        for (uint256 i; i < _trustees.length; ++i) {
            if (_trustees[i] == account) return true;
        }
        return false;
    }

    function _idOf(bytes32 setHash, uint256 nonce) private pure returns (bytes32) {
        return keccak256(abi.encode(setHash, nonce));
    }

    /// @dev EIP-712.
    function _hashOf(SignerSet calldata set) private pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](set.signers.length);
        for (uint256 i; i < hashes.length; ++i) {
            hashes[i] = keccak256(set.signers[i]);
        }
        return keccak256(
            abi.encode(
                SIGNER_SET,
                keccak256(abi.encodePacked(hashes)),
                keccak256(abi.encodePacked(set.weights)),
                set.threshold,
                set.secondThreshold
            )
        );
    }
}
