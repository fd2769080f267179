// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC1271 } from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import { IAccount } from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import { IERC7821 } from "@openzeppelin/contracts/interfaces/draft-IERC7821.sol";
import { Permission } from "./IAccountPolicy.sol";

/// @notice An ERC-4337 account (EntryPoint 0.8) without seed phrases. It has no owner but its signers and no code but this, for ever.
///
/// A *factor* is signers whose weights reach `threshold`; *both factors* are signers whose weights reach `secondThreshold`, which no
/// signer does alone. A signer lighter than `threshold` is a *co-signer*: all co-signers together are no factor, so they can do nothing alone.
///
/// A user operation calls `execute` (one factor signs) or `executeWithBothFactors` (both sign). What is needed stands in the
/// operation and is therefore signed: whoever takes a signature away makes the operation invalid. What must not be done with one
/// factor can be announced with one, by `schedule`, and done by anybody after the policy's delay unless a factor takes it back.
///
/// What is marked *self* is called by the account itself, as a call in a batch to its own address.
///
/// Signatures of operations are `abi.encode(bytes[] signers, bytes[] signatures)`, ERC-7913, each over the user operation's hash. A
/// passkey is the signer `verifier ++ x ++ y ++ sha256(rpId)` (116 bytes); the hash is its challenge, and its signature is
/// `r ++ s ++ authenticatorData[32:37] ++ clientDataJSON[80:]`, or for what is not written in the usual order
/// `abi.encode(bytes32 r, bytes32 s, uint256 challengeIndex, uint256 typeIndex, bytes authenticatorData, string clientDataJSON)`. An
/// address is the signer of its own 20 bytes and signs the hash as it is, with its key or by ERC-1271.
interface IPasskeyAccount is IAccount, IERC1271, IERC7821 {
    /// @param signers ERC-7913, at most 16.
    /// @param weights One for each, at least 1.
    struct SignerSet {
        bytes[] signers;
        uint64[] weights;
        uint64 threshold;
        uint64 secondThreshold;
    }

    /// @notice What an account begins with; its address follows from it.
    /// @param trustees Addresses that can recover the account together; keys or contracts. May be none.
    /// @param trusteesNeeded How many of them it takes; 0 if there are none.
    /// @param policy An `IAccountPolicy`.
    struct Setup {
        SignerSet signers;
        address[] trustees;
        uint256 trusteesNeeded;
        address policy;
    }

    /// @notice All signers were replaced. What was announced before is void.
    event SignersChanged(SignerSet signers);
    event TrusteesChanged(address[] trustees, uint256 needed);
    event CallPermissionSet(address indexed target, bytes4 indexed selector, Permission permission);
    event DomainAllowanceSet(bytes32 indexed domainSeparator, bool allowed);
    /// @notice What one factor may move within a window, in base units of the currency.
    event SpendingLimitSet(address indexed currency, uint256 payments, uint256 newPayees);
    /// @notice One factor gave value away. What it lent counts too and is told by the contract it was lent through.
    /// @param used What counts in the window now, with this.
    event Spent(address indexed currency, address indexed payee, uint256 amount, uint256 used);
    /// @notice Calls were announced: whoever has a factor can take them back until `readyAt`, and after it until they are done.
    event CallsScheduled(
        bytes32 indexed id, uint256 readyAt, uint256 expiresAt, bytes executionData, bytes32 salt
    );
    event CallsCancelled(bytes32 indexed id);
    event ScheduledCallsExecuted(bytes32 indexed id, address caller);
    /// @notice Trustees want other signers. Whoever has a factor can veto it until it is done.
    event RecoveryProposed(bytes32 indexed id, uint256 readyAt, SignerSet signers, address[] trustees);
    event RecoveryVetoed(bytes32 indexed id, uint256 nextProposalFrom);
    event RecoveryFinalised(bytes32 indexed id, address caller);
    /// @notice A trustee has shown that they could help.
    event TrusteeRehearsed(address indexed trustee);

    error NotEntryPoint(address caller);
    error NotFactory(address caller);
    error NotSelf(address caller);
    /// @notice The call is the account's own to itself and asks for both factors, or the wait.
    error BothFactorsNeeded(bytes4 selector);
    /// @notice The user operation calls something else than the two ways to execute.
    error OperationUnknown(bytes4 selector);
    error AlreadyExecuting();
    /// @notice Only batches without `opData` that fail as a whole are made.
    error ExecutionModeUnsupported(bytes32 mode);
    error CallNotAllowed(address target, bytes4 selector);
    /// @notice One factor may not make this call.
    error CallNeedsBothFactors(address target, bytes4 selector);
    /// @notice A transfer or approval with fewer arguments than it has.
    error CallMalformed(address target, bytes4 selector);
    /// @param used What counts in the window already.
    error SpendingLimitExceeded(address currency, uint256 used, uint256 amount, uint256 limit);
    error NewPayeeLimitExceeded(address currency, address payee, uint256 used, uint256 amount, uint256 limit);
    error LimitTooLarge(uint256 given, uint256 greatest);
    error NotScheduled(bytes32 id);
    error AlreadyScheduled(bytes32 id, uint256 readyAt);
    error ScheduledTooEarly(bytes32 id, uint256 readyAt);
    error ScheduleExpired(bytes32 id, uint256 expiredAt);
    error SignersInvalid(uint256 signers, uint256 weights, uint256 greatest);
    /// @notice Too short, without weight, there twice, or the account itself.
    error SignerInvalid(bytes signer, uint256 weight);
    /// @notice No signer reaches the threshold.
    error NoFactor(uint256 threshold);
    error CoSignersReachThreshold(uint256 weight, uint256 threshold);
    error SignerReachesSecondThreshold(bytes signer, uint256 weight, uint256 secondThreshold);
    error TrusteesInvalid(uint256 trustees, uint256 needed, uint256 greatest);
    /// @notice Not one of the trustees, or not in ascending order.
    error NotTrustee(address account);
    error TrusteesInsufficient(uint256 signed, uint256 needed);
    error TrusteeSignatureInvalid(address trustee);
    error SignatureExpired(uint256 deadline);
    error RecoveryCooling(uint256 nextProposalFrom);
    error NoRecovery();
    error RecoveryDiffers(bytes32 proposed, bytes32 given);
    error RecoveryTooEarly(bytes32 id, uint256 readyAt);

    // EntryPoint. `execute` of ERC-7821 is the same with one factor.

    /// @notice Makes calls that both factors have signed.
    /// @param mode As in ERC-7821: a batch without `opData`.
    /// @param executionData `abi.encode(Execution[])` of `(address target, uint256 value, bytes callData)`.
    function executeWithBothFactors(bytes32 mode, bytes calldata executionData) external payable;

    // Factory

    /// @notice Called by the factory in the transaction that makes the account, and never again.
    function initialize(Setup calldata setup) external;

    // Self, one factor

    /// @notice Announces calls. They are made as if both factors had signed, after the policy's delay.
    /// @param salt Tells apart what is announced twice.
    function schedule(bytes calldata executionData, bytes32 salt) external returns (bytes32 id);
    /// @notice Takes back what was announced.
    function cancel(bytes32 id) external;
    /// @notice Ends a recovery; no other can be proposed for a time.
    function vetoRecovery() external;

    // Self, one factor to narrow and both to widen

    function setCallPermission(address target, bytes4 selector, Permission permission) external;
    /// @notice Whether one factor alone may sign for an application. Both always may.
    function setDomainAllowed(bytes32 domainSeparator, bool allowed) external;
    function setSpendingLimit(address currency, uint256 payments, uint256 newPayees) external;

    // Self, both factors

    /// @notice Replaces all signers. What was announced before is void, and a recovery that was proposed.
    function changeSigners(SignerSet calldata next) external;
    function changeTrustees(address[] calldata trustees, uint256 needed) external;

    // Anyone

    /// @notice Makes calls announced at least the delay ago, until 30 days after it.
    function executeScheduled(bytes calldata executionData, bytes32 salt) external;
    /// @notice Announces other signers. A proposal takes the place of one before it, and its delay begins anew.
    /// @param next May hold anything a set of signers may.
    /// @param trustees Who signs, in ascending order.
    /// @param signatures Each over EIP-712 `Recovery(SignerSet next,uint256 nonce,uint256 deadline)`, where `SignerSet(bytes[] signers,uint64[]
    /// weights,uint64 threshold,uint64 secondThreshold)`, in the account's domain; ERC-1271 is understood.
    function proposeRecovery(
        SignerSet calldata next,
        uint256 deadline,
        address[] calldata trustees,
        bytes[] calldata signatures
    ) external returns (bytes32 id);
    function finaliseRecovery(SignerSet calldata next) external;
    /// @notice Tells that a trustee can sign, and does nothing else.
    /// @param signature Over EIP-712 `Rehearsal(address trustee,uint256 deadline)` in the account's domain.
    function rehearse(address trustee, uint256 deadline, bytes calldata signature) external;

    // Views

    function policy() external view returns (address);
    /// @notice What the weights of one factor reach.
    function threshold() external view returns (uint64);
    /// @notice What the weights of both factors reach.
    function secondThreshold() external view returns (uint64);
    function signerSet() external view returns (SignerSet memory);
    function trustees() external view returns (address[] memory trustees, uint256 needed);
    function permissionOf(address target, bytes4 selector) external view returns (Permission);
    function isDomainAllowed(bytes32 domainSeparator) external view returns (bool);
    function spendingLimitOf(address currency) external view returns (uint256 payments, uint256 newPayees);
    /// @return payments What counts in the window now. @return newPayees The part of it that went to new payees.
    function spentOf(address currency) external view returns (uint256 payments, uint256 newPayees);
    /// @notice Whether both factors have paid them, or one has at least the delay ago.
    function isKnownPayee(address payee) external view returns (bool);
    function scheduledId(bytes calldata executionData, bytes32 salt) external view returns (bytes32);
    /// @return readyAt 0 if it is not announced. @return expiresAt First second in which it can no longer be done.
    function scheduled(bytes32 id) external view returns (uint256 readyAt, uint256 expiresAt);
    /// @return id 0 if none is proposed. @return nonce What trustees sign next with.
    function recovery()
        external
        view
        returns (bytes32 id, uint256 readyAt, uint256 nextProposalFrom, uint256 nonce);
}
