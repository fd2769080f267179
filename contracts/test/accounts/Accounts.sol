// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IEntryPointExtra } from "@openzeppelin/contracts/account/utils/ERC4337Utils.sol";
import { IERC5267 } from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import { IERC7821 } from "@openzeppelin/contracts/interfaces/draft-IERC7821.sol";
import { Execution } from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import { IEntryPoint, PackedUserOperation } from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import { Vm } from "forge-std/Vm.sol";
import { IAccountPolicy, Permission } from "../../src/accounts/IAccountPolicy.sol";
import { IPasskeyAccount } from "../../src/accounts/IPasskeyAccount.sol";
import { PasskeyAccountFactory } from "../../src/accounts/PasskeyAccountFactory.sol";
import { PlatformPolicy } from "../../src/accounts/PlatformPolicy.sol";
import { ILoans } from "../../src/interfaces/ILoans.sol";
import { INotes } from "../../src/interfaces/INotes.sol";
import { Signatures } from "../signatures/Signatures.sol";
import { EntryPoints } from "./EntryPoints.sol";
import { Passkey, Passkeys } from "./Passkeys.sol";

/// @notice An account of two passkeys (weight 2 each) and a co-signer (weight 1) who reach one factor with 2 and both with 3; two of
/// three trustees recover it. It is verified as a participant, holds 10,000.00, and may pay 1,000.00 a day, 200.00 of it to new payees.
abstract contract Accounts is Signatures {
    /// @dev Of the EntryPoint.
    event UserOperationRevertReason(
        bytes32 indexed userOpHash, address indexed sender, uint256 nonce, bytes revertReason
    );

    bytes32 private constant SIGNER_SET =
        keccak256("SignerSet(bytes[] signers,uint64[] weights,uint64 threshold,uint64 secondThreshold)");
    bytes32 private constant RECOVERY = keccak256(
        "Recovery(SignerSet next,uint256 nonce,uint256 deadline)SignerSet(bytes[] signers,uint64[] weights,uint64 threshold,uint64 secondThreshold)"
    );
    bytes32 internal constant BATCH = bytes32(uint256(1) << 248);
    uint256 internal constant DELAY = 2 days;
    uint256 internal constant RECOVERY_DELAY = 7 days;
    uint256 internal constant COOLING = 14 days;
    uint256 internal constant LIMIT = 1000 * ONE;
    uint256 internal constant LIMIT_ON_NEW = 200 * ONE;

    IEntryPoint internal entryPoint;
    PasskeyAccountFactory internal factory;
    PlatformPolicy internal policy;
    IPasskeyAccount internal account;
    Passkey internal phone;
    Passkey internal laptop;
    Passkey internal stranger;
    address internal coSigner;
    uint256 internal coSignerKey;
    address internal bundler = makeAddr("bundler");
    address internal shop = makeAddr("shop");
    /// @dev Ascending.
    address[] internal trustees;
    mapping(address trustee => uint256) internal keyOf;
    /// @dev Gas an operation may use; P-256 without the precompile takes most of it.
    uint256 internal verificationGas = 3_000_000;
    uint256 internal callGas = 3_000_000;

    function setUp() public virtual override {
        super.setUp();
        entryPoint = IEntryPoint(EntryPoints.deploy(vm));
        factory = new PasskeyAccountFactory();
        policy = new PlatformPolicy(someRules());
        phone = Passkeys.make(vm, factory.verifier(), "phone");
        laptop = Passkeys.make(vm, factory.verifier(), "laptop");
        stranger = Passkeys.make(vm, factory.verifier(), "stranger");
        (coSigner, coSignerKey) = makeAddrAndKey("co-signer");
        for (uint256 i; i < 3; ++i) {
            (address trustee, uint256 key) = makeAddrAndKey(string.concat("trustee ", vm.toString(i)));
            trustees.push(trustee);
            keyOf[trustee] = key;
        }
        _sortTrustees();
        account = IPasskeyAccount(factory.createAccount(someSetup(), 0));
        enrol(address(account), CAPPED);
        usd.mint(address(account), 10_000 * ONE);
    }

    function someRules() internal view returns (PlatformPolicy.Rules memory rules) {
        (rules.delay, rules.recoveryDelay, rules.coolingPeriod) = (DELAY, RECOVERY_DELAY, COOLING);
        rules.allowedCalls = new IAccountPolicy.AllowedCall[](13);
        rules.allowedCalls[0] = _allowed(address(usd), IERC20.approve.selector, Permission.OneFactor);
        rules.allowedCalls[1] = _allowed(address(usd), IERC20.transfer.selector, Permission.OneFactor);
        rules.allowedCalls[2] = _allowed(address(usd), IERC20.transferFrom.selector, Permission.OneFactor);
        rules.allowedCalls[3] = _allowed(address(notes), INotes.claim.selector, Permission.OneFactor);
        rules.allowedCalls[4] = _allowed(address(notes), INotes.transfer.selector, Permission.OneFactor);
        rules.allowedCalls[5] = _allowed(address(notes), INotes.approve.selector, Permission.OneFactor);
        rules.allowedCalls[6] = _allowed(address(notes), INotes.transferFrom.selector, Permission.OneFactor);
        rules.allowedCalls[7] = _allowed(address(notes), INotes.setOperator.selector, Permission.OneFactor);
        rules.allowedCalls[8] = _allowed(address(loans), ILoans.fund.selector, Permission.WithinLimit);
        rules.allowedCalls[9] = _allowed(address(loans), ILoans.fundMany.selector, Permission.WithinLimit);
        rules.allowedCalls[10] = _allowed(address(loans), ILoans.repay.selector, Permission.WithinLimit);
        rules.allowedCalls[11] = _allowed(address(loans), ILoans.withdraw.selector, Permission.OneFactor);
        rules.allowedCalls[12] = _allowed(address(loans), ILoans.setWallet.selector, Permission.BothFactors);
        rules.platform = new address[](2);
        (rules.platform[0], rules.platform[1]) = (address(loans), address(notes));
        rules.spendingLimits = new IAccountPolicy.SpendingLimit[](1);
        rules.spendingLimits[0] =
            IAccountPolicy.SpendingLimit(address(usd), uint104(LIMIT), uint104(LIMIT_ON_NEW));
        rules.domains = new bytes32[](1);
        rules.domains[0] = domainOf(address(participants));
    }

    function someSetup() internal view returns (IPasskeyAccount.Setup memory) {
        return IPasskeyAccount.Setup(someSigners(), trustees, 2, address(policy));
    }

    function someSigners() internal view returns (IPasskeyAccount.SignerSet memory) {
        return signerSet(phone.signer, laptop.signer);
    }

    /// @dev Two keys and the co-signer.
    function signerSet(bytes memory first, bytes memory second)
        internal
        view
        returns (IPasskeyAccount.SignerSet memory set)
    {
        set.signers = new bytes[](3);
        (set.signers[0], set.signers[1], set.signers[2]) = (first, second, abi.encodePacked(coSigner));
        set.weights = new uint64[](3);
        (set.weights[0], set.weights[1], set.weights[2]) = (2, 2, 1);
        (set.threshold, set.secondThreshold) = (2, 3);
    }

    // Calls

    function call(address target, bytes memory data) internal pure returns (Execution[] memory calls) {
        calls = new Execution[](1);
        calls[0] = Execution(target, 0, data);
    }

    function calls_(address target, bytes memory data, address target2, bytes memory data2)
        internal
        pure
        returns (Execution[] memory calls)
    {
        calls = new Execution[](2);
        calls[0] = Execution(target, 0, data);
        calls[1] = Execution(target2, 0, data2);
    }

    function payment(address to, uint256 amount) internal view returns (Execution[] memory) {
        return call(address(usd), abi.encodeCall(IERC20.transfer, (to, amount)));
    }

    function toSelf(bytes memory data) internal view returns (Execution[] memory) {
        return call(address(account), data);
    }

    // Operations

    function oneFactor(Execution[] memory calls) internal view returns (PackedUserOperation memory) {
        return operation(abi.encodeCall(IERC7821.execute, (BATCH, abi.encode(calls))));
    }

    function bothFactors(Execution[] memory calls) internal view returns (PackedUserOperation memory) {
        return operation(abi.encodeCall(IPasskeyAccount.executeWithBothFactors, (BATCH, abi.encode(calls))));
    }

    function operation(bytes memory callData) internal view returns (PackedUserOperation memory op) {
        op.sender = address(account);
        op.nonce = entryPoint.getNonce(address(account), 0);
        op.callData = callData;
        op.accountGasLimits = bytes32(verificationGas << 128 | callGas);
    }

    function hashOf(PackedUserOperation memory op) internal view returns (bytes32) {
        return IEntryPointExtra(address(entryPoint)).getUserOpHash(op);
    }

    /// @dev Signed with one passkey.
    function signed(PackedUserOperation memory op, Passkey memory passkey)
        internal
        view
        returns (PackedUserOperation memory)
    {
        op.signature = signatures(passkey.signer, Passkeys.sign(vm, passkey, hashOf(op)));
        return op;
    }

    function signed(PackedUserOperation memory op, Passkey memory passkey, Passkey memory second)
        internal
        view
        returns (PackedUserOperation memory)
    {
        bytes32 hash = hashOf(op);
        op.signature = signatures(
            passkey.signer, Passkeys.sign(vm, passkey, hash), second.signer, Passkeys.sign(vm, second, hash)
        );
        return op;
    }

    function signedWithCoSigner(PackedUserOperation memory op, Passkey memory passkey)
        internal
        view
        returns (PackedUserOperation memory)
    {
        bytes32 hash = hashOf(op);
        op.signature = signatures(
            passkey.signer,
            Passkeys.sign(vm, passkey, hash),
            abi.encodePacked(coSigner),
            sign(coSignerKey, hash)
        );
        return op;
    }

    function signatures(bytes memory signer, bytes memory signature) internal pure returns (bytes memory) {
        return abi.encode(one(signer), one(signature));
    }

    function signatures(bytes memory a, bytes memory aSigned, bytes memory b, bytes memory bSigned)
        internal
        pure
        returns (bytes memory)
    {
        bytes[] memory signers = new bytes[](2);
        bytes[] memory list_ = new bytes[](2);
        (signers[0], signers[1], list_[0], list_[1]) = (a, b, aSigned, bSigned);
        return abi.encode(signers, list_);
    }

    function one(bytes memory item) internal pure returns (bytes[] memory items) {
        items = new bytes[](1);
        items[0] = item;
    }

    function handle(PackedUserOperation memory op) internal {
        PackedUserOperation[] memory ops = new PackedUserOperation[](1);
        ops[0] = op;
        handle(ops);
    }

    function handle(PackedUserOperation[] memory ops) internal {
        vm.prank(bundler, bundler);
        entryPoint.handleOps(ops, payable(bundler));
    }

    /// @dev Handles an operation that must do what it says.
    function done(PackedUserOperation memory op) internal {
        vm.recordLogs();
        handle(op);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] != UserOperationRevertReason.selector) continue;
            (, bytes memory reason) = abi.decode(logs[i].data, (uint256, bytes));
            assertEq(reason, "", "the operation failed");
        }
    }

    /// @dev Handles an operation whose calls must fail with this reason; its nonce is used up.
    function fails(PackedUserOperation memory op, bytes memory reason) internal {
        vm.expectEmit(address(entryPoint));
        emit UserOperationRevertReason(hashOf(op), op.sender, op.nonce, reason);
        handle(op);
        uint192 key = uint192(op.nonce >> 64);
        assertEq(entryPoint.getNonce(op.sender, key), op.nonce + 1);
    }

    /// @dev Handles an operation that must not be valid.
    function invalid(PackedUserOperation memory op) internal {
        vm.expectRevert(abi.encodeWithSelector(IEntryPoint.FailedOp.selector, 0, "AA24 signature error"));
        handle(op);
    }

    function scheduled(Execution[] memory calls) internal returns (bytes memory data, bytes32 id) {
        data = abi.encode(calls);
        done(signed(oneFactor(toSelf(abi.encodeCall(IPasskeyAccount.schedule, (data, 0)))), phone));
        id = account.scheduledId(data, 0);
    }

    /// @dev What trustees sign next.
    function recoveryDigest(IPasskeyAccount.SignerSet memory next, uint256 deadline)
        internal
        view
        returns (bytes32)
    {
        bytes memory hashes;
        bytes memory weights;
        for (uint256 i; i < next.signers.length; ++i) {
            hashes = bytes.concat(hashes, keccak256(next.signers[i]));
            weights = bytes.concat(weights, bytes32(uint256(next.weights[i])));
        }
        bytes32 set = keccak256(
            abi.encode(
                SIGNER_SET, keccak256(hashes), keccak256(weights), next.threshold, next.secondThreshold
            )
        );
        (,,, uint256 nonce) = account.recovery();
        return typedDigest(keccak256(abi.encode(RECOVERY, set, nonce, deadline)));
    }

    function typedDigest(bytes32 content) internal view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", domainOf(address(account)), content));
    }

    /// @dev An EIP-712 domain separator.
    function domainOf(address target) internal view returns (bytes32) {
        (, string memory name, string memory version, uint256 chainId, address where,,) =
            IERC5267(target).eip712Domain();
        return keccak256(
            abi.encode(
                keccak256(
                    "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
                ),
                keccak256(bytes(name)),
                keccak256(bytes(version)),
                chainId,
                where
            )
        );
    }

    function _allowed(address target, bytes4 selector, Permission permission)
        private
        pure
        returns (IAccountPolicy.AllowedCall memory)
    {
        return IAccountPolicy.AllowedCall(target, selector, permission);
    }

    function _sortTrustees() private {
        for (uint256 i; i < trustees.length; ++i) {
            for (uint256 j = i + 1; j < trustees.length; ++j) {
                if (trustees[j] < trustees[i]) (trustees[i], trustees[j]) = (trustees[j], trustees[i]);
            }
        }
    }
}
