// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC1271 } from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import { ERC7739Utils } from "@openzeppelin/contracts/utils/cryptography/draft-ERC7739Utils.sol";
import { AccountSigners } from "./AccountSigners.sol";
import { AllowedCalls } from "./AllowedCalls.sol";
import { Factors } from "./SelfCalls.sol";

/// @notice What the account signs for others (ERC-1271), bound to this account by ERC-7739. One factor signs typed data for the
/// applications allowed, both for any: with one alone a permit could give everything away at once.
abstract contract ContractSignatures is AccountSigners, AllowedCalls {
    using ERC7739Utils for *;

    bytes4 private constant NO = 0xffffffff;
    /// @dev What callers ask with to learn whether ERC-7739 is understood, and its version.
    bytes32 private constant QUESTION = 0x7739773977397739773977397739773977397739773977397739773977397739;
    bytes4 private constant ANSWER = 0x77390001;

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32 hash, bytes calldata encoded) external view returns (bytes4) {
        if (encoded.length == 0) return hash == QUESTION ? ANSWER : NO;
        return _isTypedDataSigned(hash, encoded) || _isPersonalSigned(hash, encoded)
            ? IERC1271.isValidSignature.selector
            : NO;
    }

    function _isTypedDataSigned(bytes32 hash, bytes calldata encoded) private view returns (bool) {
        (bytes calldata signature, bytes32 application, bytes32 contentsHash, string calldata description) =
            encoded.decodeTypedDataSig();
        (string calldata contentsName, string calldata contentsType) = description.decodeContentsDescr();
        if (
            bytes(contentsName).length == 0
                || hash != MessageHashUtils.toTypedDataHash(application, contentsHash)
        ) return false;
        bytes32 nested =
            ERC7739Utils.typedDataSignStructHash(contentsName, contentsType, contentsHash, _domainBytes());
        return _isSigned(
            MessageHashUtils.toTypedDataHash(application, nested),
            signature,
            isDomainAllowed(application) ? Factors.One : Factors.Both
        );
    }

    function _isPersonalSigned(bytes32 hash, bytes calldata signature) private view returns (bool) {
        return _isSigned(_hashTypedData(hash.personalSignStructHash()), signature, Factors.Both);
    }

    function _domainBytes() private view returns (bytes memory) {
        return abi.encode(
            keccak256(bytes(NAME)), keccak256(bytes(VERSION)), block.chainid, address(this), bytes32(0)
        );
    }
}
