// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IERC7821 } from "@openzeppelin/contracts/interfaces/draft-IERC7821.sol";
import { IEntryPoint, PackedUserOperation } from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import { IPasskeyAccount } from "../../src/accounts/IPasskeyAccount.sol";
import { IPasskeyAccountFactory } from "../../src/accounts/IPasskeyAccountFactory.sol";
import { Accounts } from "./Accounts.sol";
import { EntryPoints } from "./EntryPoints.sol";
import { Passkey, Passkeys } from "./Passkeys.sol";

/// @notice What an operation must be signed with, and where it holds.
contract OperationsTest is Accounts {
    function test_TheEntryPointIsTheOneOfPublicChains() external view {
        assertEq(address(entryPoint), 0x4337084D9E255Ff0702461CF8895CE9E3b5Ff108);
    }

    function test_TheFirstOperationMakesTheAccountAndFundsALoan() external {
        uint256 loanId = requested(aRequest());
        IPasskeyAccount.Setup memory setup = someSetup();
        address expected = factory.addressOf(setup, "second");
        enrol(expected, CAPPED);
        usd.mint(expected, 1000 * ONE);
        PackedUserOperation memory op = oneFactor(
            calls_(
                address(usd),
                abi.encodeCall(IERC20.approve, (address(loans), type(uint256).max)),
                address(loans),
                abi.encodeCall(loans.fund, (loanId, 1000 * ONE, expected))
            )
        );
        (op.sender, op.nonce) = (expected, 0);
        op.initCode = abi.encodePacked(
            factory, abi.encodeCall(IPasskeyAccountFactory.createAccount, (setup, "second"))
        );
        done(signed(op, phone));
        assertEq(notes.balanceOf(expected, loanId), 1000 * ONE);
        assertEq(usd.balanceOf(expected), 0);
    }

    function test_RevertWhen_OtherSignersAreToComeToTheAddress() external {
        IPasskeyAccount.Setup memory setup = someSetup();
        address expected = factory.addressOf(setup, "second");
        setup.signers = signerSet(stranger.signer, laptop.signer);
        PackedUserOperation memory op = oneFactor(payment(shop, ONE));
        (op.sender, op.nonce) = (expected, 0);
        op.initCode = abi.encodePacked(
            factory, abi.encodeCall(IPasskeyAccountFactory.createAccount, (setup, "second"))
        );
        op = signed(op, stranger);
        vm.expectRevert(
            abi.encodeWithSelector(IEntryPoint.FailedOp.selector, 0, "AA14 initCode must return sender")
        );
        handle(op);
    }

    function test_EitherPasskeyIsOneFactor() external {
        done(signed(oneFactor(payment(shop, ONE)), phone));
        done(signed(oneFactor(payment(shop, ONE)), laptop));
        assertEq(usd.balanceOf(shop), 2 * ONE);
    }

    function test_TwoPasskeysOrOneAndTheCoSignerAreBoth() external {
        done(signed(bothFactors(payment(shop, 3000 * ONE)), phone, laptop));
        done(signedWithCoSigner(bothFactors(payment(shop, 3000 * ONE)), laptop));
        assertEq(usd.balanceOf(shop), 6000 * ONE);
    }

    function test_RevertWhen_OneFactorSignsWhatAsksForBoth() external {
        invalid(signed(bothFactors(payment(shop, ONE)), phone));
    }

    /// @dev What asks for both is no operation at all with fewer signatures, so nobody can take one away and have it fail.
    function test_RevertWhen_ASignatureWasTakenAway() external {
        PackedUserOperation memory op = signed(bothFactors(payment(shop, ONE)), phone, laptop);
        uint256 nonce = op.nonce;
        PackedUserOperation memory weaker = op;
        weaker.signature = signatures(phone.signer, Passkeys.sign(vm, phone, hashOf(op)));
        invalid(weaker);
        assertEq(entryPoint.getNonce(address(account), 0), nonce);
    }

    function test_RevertWhen_ItIsHandledTwice() external {
        PackedUserOperation memory op = signed(oneFactor(payment(shop, ONE)), phone);
        done(op);
        vm.expectRevert(
            abi.encodeWithSelector(IEntryPoint.FailedOp.selector, 0, "AA25 invalid account nonce")
        );
        handle(op);
    }

    function test_RevertWhen_TheChainIsAnother() external {
        PackedUserOperation memory op = signed(oneFactor(payment(shop, ONE)), phone);
        vm.chainId(block.chainid + 1);
        invalid(op);
    }

    function test_RevertWhen_TheAccountIsAnotherOfTheSameOwner() external {
        PackedUserOperation memory op = signed(oneFactor(payment(shop, ONE)), phone);
        op.sender = factory.createAccount(someSetup(), "second");
        invalid(op);
    }

    function test_RevertWhen_TheEntryPointIsAnother() external {
        PackedUserOperation memory op = signed(oneFactor(payment(shop, ONE)), phone);
        IEntryPoint other = IEntryPoint(EntryPoints.deploy(vm, "other"));
        PackedUserOperation[] memory ops = new PackedUserOperation[](1);
        ops[0] = op;
        vm.expectPartialRevert(IEntryPoint.FailedOpWithRevert.selector);
        vm.prank(bundler, bundler);
        other.handleOps(ops, payable(bundler));
        vm.prank(address(other));
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.NotEntryPoint.selector, address(other)));
        account.execute(BATCH, abi.encode(payment(shop, ONE)));
    }

    function test_RevertWhen_AnythingIsChanged(uint256 what) external {
        PackedUserOperation memory op = signed(oneFactor(payment(shop, ONE)), phone);
        what = bound(what, 0, 4);
        if (what == 0) op.callData = oneFactor(payment(eve, ONE)).callData;
        else if (what == 1) op.nonce += 1 << 64;
        else if (what == 2) op.accountGasLimits = bytes32(uint256(op.accountGasLimits) - 1);
        else if (what == 3) op.preVerificationGas += 1;
        else op.callData = bothFactors(payment(shop, ONE)).callData;
        invalid(op);
    }

    function test_RevertWhen_TheOperationCallsSomethingElse() external {
        bytes memory other = abi.encodeCall(IPasskeyAccount.changeSigners, (someSigners()));
        PackedUserOperation memory op = signed(operation(other), phone, laptop);
        vm.expectRevert(
            abi.encodeWithSelector(
                IEntryPoint.FailedOpWithRevert.selector,
                0,
                "AA23 reverted",
                abi.encodeWithSelector(
                    IPasskeyAccount.OperationUnknown.selector, IPasskeyAccount.changeSigners.selector
                )
            )
        );
        handle(op);
    }

    function test_AnOperationWithoutACallDoesNothing() external {
        done(signed(operation(""), phone));
        assertEq(entryPoint.getNonce(address(account), 0), 1);
    }

    /// @dev All operations of a bundle are validated before the first is executed; each acts with its own factors.
    function test_TwoOperationsInOneBundleHaveTheirOwnFactors() external {
        PackedUserOperation[] memory ops = new PackedUserOperation[](2);
        ops[0] = signed(bothFactors(payment(shop, 3000 * ONE)), phone, laptop);
        ops[1] = oneFactor(payment(shop, 3000 * ONE));
        ops[1].nonce = 1 << 64;
        ops[1] = signed(ops[1], phone);
        vm.expectEmit(address(entryPoint));
        emit UserOperationRevertReason(
            hashOf(ops[1]),
            address(account),
            1 << 64,
            abi.encodeWithSelector(
                IPasskeyAccount.SpendingLimitExceeded.selector, address(usd), 0, 3000 * ONE, LIMIT
            )
        );
        handle(ops);
        assertEq(usd.balanceOf(shop), 3000 * ONE);
    }

    function test_ACallThatFailsUndoesTheBatchAndUsesTheNonceUp() external {
        PackedUserOperation memory op = oneFactor(
            calls_(
                address(usd),
                abi.encodeCall(IERC20.transfer, (shop, ONE)),
                address(usd),
                abi.encodeCall(IERC20.transferFrom, (alice, shop, ONE))
            )
        );
        fails(
            signed(op, phone),
            abi.encodeWithSignature(
                "ERC20InsufficientAllowance(address,uint256,uint256)", address(account), 0, ONE
            )
        );
        assertEq(usd.balanceOf(shop), 0);
        done(signed(oneFactor(payment(shop, ONE)), phone));
        assertEq(usd.balanceOf(shop), ONE);
    }

    /// @dev A bundler that leaves too little gas for what was signed loses the whole bundle.
    function test_RevertWhen_TheBundlerStarvesTheCall() external {
        verificationGas = 1_500_000;
        PackedUserOperation[] memory ops = new PackedUserOperation[](1);
        ops[0] = signed(oneFactor(payment(shop, ONE)), phone);
        vm.prank(bundler, bundler);
        vm.expectRevert(abi.encodeWithSelector(IEntryPoint.FailedOp.selector, 0, "AA95 out of gas"));
        entryPoint.handleOps{ gas: 2_500_000 }(ops, payable(bundler));
        assertEq(entryPoint.getNonce(address(account), 0), 0);
    }

    /// @dev With too little gas signed for, the call fails as a whole; the next operation finds the account as it was.
    function test_TooLittleGasForTheCallIsNoSuccess() external {
        for (callGas = 5000; callGas <= 95_000; callGas += 9000) {
            PackedUserOperation memory op = signed(oneFactor(payment(shop, ONE)), phone);
            uint256 nonce = op.nonce;
            uint256 before = usd.balanceOf(shop);
            (uint256 used,) = account.spentOf(address(usd));
            handle(op);
            (uint256 usedNow,) = account.spentOf(address(usd));
            assertEq(entryPoint.getNonce(address(account), 0), nonce + 1);
            assertEq(usedNow - used, usd.balanceOf(shop) - before);
        }
        callGas = 3_000_000;
        uint256 balance = usd.balanceOf(shop);
        done(signed(oneFactor(payment(shop, ONE)), phone));
        assertEq(usd.balanceOf(shop), balance + ONE);
    }

    function test_RevertWhen_SomebodyButTheEntryPointExecutes() external {
        bytes memory data = abi.encode(payment(shop, ONE));
        address[4] memory callers = [alice, bundler, coSigner, address(account)];
        for (uint256 i; i < callers.length; ++i) {
            bytes memory refusal = abi.encodeWithSelector(IPasskeyAccount.NotEntryPoint.selector, callers[i]);
            vm.startPrank(callers[i]);
            vm.expectRevert(refusal);
            account.execute(BATCH, data);
            vm.expectRevert(refusal);
            account.executeWithBothFactors(BATCH, data);
            vm.stopPrank();
        }
    }

    function test_RevertWhen_TheModeIsAnother() external {
        bytes32[3] memory others =
            [bytes32(0), bytes32(uint256(0x0101) << 240), bytes32(hex"01000000000078210001")];
        for (uint256 i; i < others.length; ++i) {
            assertFalse(account.supportsExecutionMode(others[i]));
            PackedUserOperation memory op =
                operation(abi.encodeCall(IERC7821.execute, (others[i], abi.encode(payment(shop, ONE)))));
            fails(
                signed(op, phone),
                abi.encodeWithSelector(IPasskeyAccount.ExecutionModeUnsupported.selector, others[i])
            );
        }
        assertTrue(account.supportsExecutionMode(BATCH));
    }

    function test_AnAddressThatIsAContractSignsByItsOwnRule() external {
        // The account of somebody else, whose both factors sign for any application.
        IPasskeyAccount.Setup memory setup = someSetup();
        setup.signers = signerSet(stranger.signer, laptop.signer);
        IPasskeyAccount second = IPasskeyAccount(factory.createAccount(setup, 0));
        Passkey memory contract_ = Passkey(0, abi.encodePacked(second));
        done(
            signed(
                bothFactors(
                    toSelf(
                        abi.encodeCall(
                            IPasskeyAccount.changeSigners, (signerSet(phone.signer, contract_.signer))
                        )
                    )
                ),
                phone,
                laptop
            )
        );
        PackedUserOperation memory op = oneFactor(payment(shop, ONE));
        bytes32 nested = keccak256(
            abi.encodePacked(
                hex"1901",
                domainOf(address(second)),
                keccak256(abi.encode(keccak256("PersonalSign(bytes prefixed)"), hashOf(op)))
            )
        );
        op.signature = signatures(
            contract_.signer,
            signatures(
                stranger.signer,
                Passkeys.sign(vm, stranger, nested),
                laptop.signer,
                Passkeys.sign(vm, laptop, nested)
            )
        );
        done(op);
        assertEq(usd.balanceOf(shop), ONE);
    }
}
