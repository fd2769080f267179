// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Account } from "@openzeppelin/contracts/account/Account.sol";
import { ERC4337Utils } from "@openzeppelin/contracts/account/utils/ERC4337Utils.sol";
import { ERC7579Utils } from "@openzeppelin/contracts/account/utils/draft-ERC7579Utils.sol";
import { IEntryPoint, PackedUserOperation } from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import { Execution } from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import { IERC7821 } from "@openzeppelin/contracts/interfaces/draft-IERC7821.sol";
import { ERC1155Holder } from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Holder.sol";
import { ERC721Holder } from "@openzeppelin/contracts/token/ERC721/utils/ERC721Holder.sol";
import { LowLevelCall } from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import { ContractSignatures } from "./ContractSignatures.sol";
import { IAccountPolicy } from "./IAccountPolicy.sol";
import { IPasskeyAccount } from "./IPasskeyAccount.sol";
import { Recovery } from "./Recovery.sol";
import { Scheduled } from "./Scheduled.sol";
import { Factors } from "./SelfCalls.sol";
import { SpendingLimits } from "./SpendingLimits.sol";

/// @title PasskeyAccount
/// @notice The code of all accounts: `IPasskeyAccount` tells the rules. An account is a clone of it that carries its policy's address in
/// its own code.
contract PasskeyAccount is
    ERC721Holder,
    ERC1155Holder,
    Account,
    ContractSignatures,
    SpendingLimits,
    Scheduled,
    Recovery
{
    bytes2 private constant BATCH_OR_NOTHING = 0x0100;
    /// @dev Where in a clone's code what was given to it begins (OpenZeppelin's `Clones`).
    uint256 private constant ARGUMENTS = 0x2d;

    address private immutable FACTORY;

    /// @dev The factory makes it. Nobody can sign for this code itself: it has no signers and a threshold nobody reaches.
    constructor() {
        (threshold, secondThreshold) = (type(uint64).max, type(uint64).max);
        FACTORY = msg.sender;
    }

    /// @inheritdoc IPasskeyAccount
    function initialize(Setup calldata setup) external {
        if (msg.sender != FACTORY) revert NotFactory(msg.sender);
        _replaceSigners(setup.signers);
        _setTrustees(setup.trustees, setup.trusteesNeeded);
    }

    /// @inheritdoc IERC7821
    function execute(bytes32 mode, bytes calldata executionData) external payable {
        _executeBatch(mode, executionData, Factors.One);
    }

    /// @inheritdoc IPasskeyAccount
    function executeWithBothFactors(bytes32 mode, bytes calldata executionData) external payable {
        _executeBatch(mode, executionData, Factors.Both);
    }

    /// @inheritdoc IPasskeyAccount
    function policy() external view returns (address) {
        return address(_policy());
    }

    /// @inheritdoc Account
    function entryPoint() public pure override returns (IEntryPoint) {
        return ERC4337Utils.ENTRYPOINT_V08;
    }

    /// @inheritdoc IERC7821
    function supportsExecutionMode(bytes32 mode) public pure returns (bool) {
        // Byte 0 is the kind of call, byte 1 what happens when one fails, bytes 6 to 9 tell extensions apart.
        return bytes2(mode) == BATCH_OR_NOTHING && bytes4(mode << 48) == 0;
    }

    /// @dev How many have to sign stands in what is signed: with fewer signatures the operation is invalid, not weaker.
    function _validateUserOp(
        PackedUserOperation calldata userOp,
        bytes32 userOpHash,
        bytes calldata signature
    ) internal view override returns (uint256) {
        bytes4 selector = bytes4(userOp.callData);
        bool isBoth = selector == IPasskeyAccount.executeWithBothFactors.selector;
        // An operation without a call may make the account.
        if (!isBoth && selector != IERC7821.execute.selector && userOp.callData.length != 0) {
            revert OperationUnknown(selector);
        }
        return _isSigned(userOpHash, signature, isBoth ? Factors.Both : Factors.One)
            ? ERC4337Utils.SIG_VALIDATION_SUCCESS
            : ERC4337Utils.SIG_VALIDATION_FAILED;
    }

    /// @dev OpenZeppelin's `Account` has it; nothing here asks with it.
    function _rawSignatureValidation(bytes32 hash, bytes calldata signature)
        internal
        view
        override
        returns (bool)
    {
        return _isSigned(hash, signature, Factors.Both);
    }

    function _executeBatch(bytes32 mode, bytes calldata executionData, Factors factors) private {
        if (msg.sender != address(entryPoint())) revert NotEntryPoint(msg.sender);
        if (!supportsExecutionMode(mode)) revert ExecutionModeUnsupported(mode);
        _makeCalls(executionData, factors);
    }

    /// @dev Each call is checked when its turn comes: one before it may have changed what is allowed. The first that fails undoes all.
    function _makeCalls(bytes calldata executionData, Factors factors) internal override {
        _begin(factors);
        Execution[] calldata calls = ERC7579Utils.decodeBatch(executionData);
        for (uint256 i; i < calls.length; ++i) {
            Execution calldata call = calls[i];
            (address target, uint256 value, bytes calldata data) = (call.target, call.value, call.callData);
            if (target == address(0)) target = address(this);
            if (target != address(this)) _checkCall(target, value, data, factors);
            if (!LowLevelCall.callNoReturn(target, value, data)) LowLevelCall.bubbleRevert();
        }
        _end();
    }

    function _policy() internal view override returns (IAccountPolicy) {
        // As `Clones.fetchCloneArgs`, but read without a copy in memory: a batch asks several times.
        address written;
        assembly ("memory-safe") {
            extcodecopy(address(), 0x00, ARGUMENTS, 0x20)
            written := shr(96, mload(0x00))
        }
        return IAccountPolicy(written);
    }
}
