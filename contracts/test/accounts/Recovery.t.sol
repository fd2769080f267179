// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IPasskeyAccount } from "../../src/accounts/IPasskeyAccount.sol";
import { ContractWallet } from "../signatures/ContractWallet.sol";
import { Accounts } from "./Accounts.sol";

/// @notice Trustees bring other signers, after a wait in which any factor left can stop them.
contract RecoveryTest is Accounts {
    IPasskeyAccount.SignerSet private _next;

    function setUp() public override {
        super.setUp();
        _next = signerSet(stranger.signer, laptop.signer);
    }

    function test_TwoOfThreeTrusteesBringOtherSignersAfterTheWait() external {
        uint256 readyAt = block.timestamp + RECOVERY_DELAY;
        bytes32 id = _propose(0, 1);
        (bytes32 proposed, uint256 ready,, uint256 nonce) = account.recovery();
        assertEq(proposed, id);
        assertEq(ready, readyAt);
        assertEq(nonce, 1);
        vm.warp(readyAt - 1);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.RecoveryTooEarly.selector, id, readyAt));
        account.finaliseRecovery(_next);
        // Until then nothing has changed.
        assertEq(abi.encode(account.signerSet()), abi.encode(someSigners()));
        invalid(signed(oneFactor(payment(shop, ONE)), stranger));
        vm.warp(readyAt);
        vm.expectEmit(address(account));
        emit IPasskeyAccount.RecoveryFinalised(id, eve);
        vm.prank(eve);
        account.finaliseRecovery(_next);
        assertEq(abi.encode(account.signerSet()), abi.encode(_next));
        invalid(signed(oneFactor(payment(shop, ONE)), phone));
        done(signed(oneFactor(payment(shop, ONE)), stranger));
    }

    /// @dev The address stays, and with it notes, debts and the place in the register of participants; so do limits and the list.
    function test_TheAccountStaysWhatItIs() external {
        uint32 id = participants.participantOf(address(account));
        bytes memory lower = abi.encodeCall(IPasskeyAccount.setSpendingLimit, (address(usd), ONE, 0));
        done(signed(oneFactor(toSelf(lower)), phone));
        _recover();
        assertEq(participants.participantOf(address(account)), id);
        (uint256 payments,) = account.spendingLimitOf(address(usd));
        assertEq(payments, ONE);
        assertEq(account.policy(), address(policy));
    }

    function test_AnyFactorVetoesItAndThenThereIsACoolingTime() external {
        bytes32 id = _propose(0, 1);
        uint256 from = block.timestamp + COOLING;
        vm.expectEmit(address(account));
        emit IPasskeyAccount.RecoveryVetoed(id, from);
        done(signed(oneFactor(toSelf(abi.encodeCall(IPasskeyAccount.vetoRecovery, ()))), laptop));
        vm.warp(from - 1);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.NoRecovery.selector));
        account.finaliseRecovery(_next);
        _refused(0, 1, abi.encodeWithSelector(IPasskeyAccount.RecoveryCooling.selector, from));
        vm.warp(from);
        _propose(0, 1);
    }

    function test_RevertWhen_ThereIsNothingToVeto() external {
        fails(
            signed(oneFactor(toSelf(abi.encodeCall(IPasskeyAccount.vetoRecovery, ()))), laptop),
            abi.encodeWithSelector(IPasskeyAccount.NoRecovery.selector)
        );
    }

    function test_ANewerProposalTakesThePlaceOfAnOlderOneAndWaitsAnew() external {
        _propose(0, 1);
        vm.warp(block.timestamp + RECOVERY_DELAY - 1);
        IPasskeyAccount.SignerSet memory older = _next;
        _next = signerSet(stranger.signer, phone.signer);
        _propose(1, 2);
        vm.warp(block.timestamp + 1);
        vm.expectPartialRevert(IPasskeyAccount.RecoveryDiffers.selector);
        account.finaliseRecovery(older);
        vm.expectPartialRevert(IPasskeyAccount.RecoveryTooEarly.selector);
        account.finaliseRecovery(_next);
    }

    function test_RevertWhen_OtherSignersAreBroughtThanProposed() external {
        _propose(0, 1);
        vm.warp(block.timestamp + RECOVERY_DELAY);
        IPasskeyAccount.SignerSet memory other = signerSet(stranger.signer, phone.signer);
        vm.expectPartialRevert(IPasskeyAccount.RecoveryDiffers.selector);
        account.finaliseRecovery(other);
    }

    function test_RevertWhen_ItIsFinalisedTwice() external {
        _recover();
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.NoRecovery.selector));
        account.finaliseRecovery(_next);
    }

    function test_RevertWhen_TooFewTrusteesSign() external {
        address[] memory signers = new address[](1);
        signers[0] = trustees[0];
        bytes[] memory list_ = one(sign(keyOf[trustees[0]], _digest(block.timestamp)));
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.TrusteesInsufficient.selector, 1, 2));
        account.proposeRecovery(_next, block.timestamp, signers, list_);
    }

    function test_RevertWhen_ATrusteeIsNamedTwice() external {
        _refused(0, 0, abi.encodeWithSelector(IPasskeyAccount.NotTrustee.selector, trustees[0]));
        _refused(1, 0, abi.encodeWithSelector(IPasskeyAccount.NotTrustee.selector, trustees[0]));
    }

    function test_RevertWhen_AStrangerSigns() external {
        (address[] memory signers, bytes[] memory list_) = _signed(0, 1, block.timestamp);
        (address stranger_, uint256 key) = (address(type(uint160).max), 1);
        (signers[1], list_[1]) = (stranger_, sign(key, _digest(block.timestamp)));
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.NotTrustee.selector, stranger_));
        account.proposeRecovery(_next, block.timestamp, signers, list_);
    }

    function test_RevertWhen_ATrusteesSignatureIsBad() external {
        (address[] memory signers, bytes[] memory list_) = _signed(0, 1, block.timestamp);
        list_[1] = list_[0];
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.TrusteeSignatureInvalid.selector, trustees[1]));
        account.proposeRecovery(_next, block.timestamp, signers, list_);
    }

    function test_RevertWhen_TheDeadlineIsOver() external {
        (address[] memory signers, bytes[] memory list_) = _signed(0, 1, block.timestamp);
        uint256 deadline = block.timestamp;
        vm.warp(deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.SignatureExpired.selector, deadline));
        account.proposeRecovery(_next, deadline, signers, list_);
    }

    function test_RevertWhen_AnOldProposalIsBroughtAgain() external {
        (address[] memory signers, bytes[] memory list_) = _signed(0, 1, block.timestamp + 100 days);
        account.proposeRecovery(_next, block.timestamp + 100 days, signers, list_);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.TrusteeSignatureInvalid.selector, trustees[0]));
        account.proposeRecovery(_next, block.timestamp + 100 days, signers, list_);
    }

    function test_RevertWhen_ItWasSignedForAnotherAccountOrChain() external {
        (address[] memory signers, bytes[] memory list_) = _signed(0, 1, block.timestamp);
        bytes memory refusal =
            abi.encodeWithSelector(IPasskeyAccount.TrusteeSignatureInvalid.selector, trustees[0]);
        IPasskeyAccount other = IPasskeyAccount(factory.createAccount(someSetup(), "other"));
        vm.expectRevert(refusal);
        other.proposeRecovery(_next, block.timestamp, signers, list_);
        vm.chainId(block.chainid + 1);
        vm.expectRevert(refusal);
        account.proposeRecovery(_next, block.timestamp, signers, list_);
    }

    function test_RevertWhen_TheProposedSignersMakeNoSense() external {
        _next.weights[0] = 3;
        _refused(
            0,
            1,
            abi.encodeWithSelector(
                IPasskeyAccount.SignerReachesSecondThreshold.selector, stranger.signer, 3, 3
            )
        );
    }

    function test_RecoveryVoidsWhatAThiefAnnounced() external {
        _propose(0, 1);
        vm.warp(block.timestamp + RECOVERY_DELAY - DELAY);
        (bytes memory data, bytes32 id) = scheduled(payment(shop, 9000 * ONE));
        vm.warp(block.timestamp + DELAY);
        account.finaliseRecovery(_next);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.NotScheduled.selector, id));
        account.executeScheduled(data, 0);
    }

    function test_TrusteesAreChangedByBothFactorsAndTheirProposalGoesWithThem() external {
        bytes32 id = _propose(0, 1);
        address[] memory none = new address[](0);
        bytes memory change = abi.encodeCall(IPasskeyAccount.changeTrustees, (none, 0));
        fails(
            signed(oneFactor(toSelf(change)), phone),
            abi.encodeWithSelector(
                IPasskeyAccount.BothFactorsNeeded.selector, IPasskeyAccount.changeTrustees.selector
            )
        );
        vm.expectEmit(address(account));
        emit IPasskeyAccount.TrusteesChanged(none, 0);
        vm.expectEmit(address(account));
        emit IPasskeyAccount.RecoveryVetoed(id, block.timestamp);
        done(signed(bothFactors(toSelf(change)), phone, laptop));
        vm.warp(block.timestamp + RECOVERY_DELAY);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.NoRecovery.selector));
        account.finaliseRecovery(_next);
        _refused(0, 1, abi.encodeWithSelector(IPasskeyAccount.TrusteesInsufficient.selector, 2, 0));
    }

    function test_WhoIsBackAndReplacesTheSignersEndsTheRecovery() external {
        bytes32 id = _propose(0, 1);
        IPasskeyAccount.SignerSet memory own = signerSet(phone.signer, stranger.signer);
        vm.expectEmit(address(account));
        emit IPasskeyAccount.RecoveryVetoed(id, block.timestamp);
        done(signed(bothFactors(toSelf(abi.encodeCall(IPasskeyAccount.changeSigners, (own)))), phone, laptop));
        vm.warp(block.timestamp + RECOVERY_DELAY);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.NoRecovery.selector));
        account.finaliseRecovery(_next);
        done(signed(oneFactor(payment(shop, 1)), stranger));
        // The trustees may propose again at once.
        _propose(0, 1);
    }

    function test_RevertWhen_TrusteesMakeNoSense() external {
        address[] memory some = new address[](2);
        (some[0], some[1]) = (address(2), address(1));
        _refusedTrustees(some, 1, abi.encodeWithSelector(IPasskeyAccount.NotTrustee.selector, address(1)));
        some[1] = address(2);
        _refusedTrustees(some, 1, abi.encodeWithSelector(IPasskeyAccount.NotTrustee.selector, address(2)));
        some[1] = address(3);
        _refusedTrustees(some, 0, abi.encodeWithSelector(IPasskeyAccount.TrusteesInvalid.selector, 2, 0, 16));
        _refusedTrustees(some, 3, abi.encodeWithSelector(IPasskeyAccount.TrusteesInvalid.selector, 2, 3, 16));
        _refusedTrustees(
            new address[](17), 1, abi.encodeWithSelector(IPasskeyAccount.TrusteesInvalid.selector, 17, 1, 16)
        );
        some[0] = address(account);
        some[1] = address(type(uint160).max);
        _refusedTrustees(
            some, 1, abi.encodeWithSelector(IPasskeyAccount.NotTrustee.selector, address(account))
        );
    }

    function test_ATrusteeRehearsesAndNothingElseHappens() external {
        bytes32 digest = _rehearsal(trustees[0], block.timestamp);
        vm.expectEmit(address(account));
        emit IPasskeyAccount.TrusteeRehearsed(trustees[0]);
        account.rehearse(trustees[0], block.timestamp, sign(keyOf[trustees[0]], digest));
        (bytes32 id, uint256 readyAt, uint256 from, uint256 nonce) = account.recovery();
        assertEq(abi.encode(id, readyAt, from, nonce), abi.encode(0, 0, 0, 0));
    }

    function test_RevertWhen_SomebodyElseRehearses() external {
        uint256 time = block.timestamp;
        (address other, uint256 key) = makeAddrAndKey("other");
        bytes memory signature = sign(key, _rehearsal(other, time));
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.NotTrustee.selector, other));
        account.rehearse(other, time, signature);
        signature = sign(key, _rehearsal(trustees[0], time));
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.TrusteeSignatureInvalid.selector, trustees[0]));
        account.rehearse(trustees[0], time, signature);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.SignatureExpired.selector, time - 1));
        account.rehearse(trustees[0], time - 1, signature);
    }

    function test_ATrusteeMayBeAContract() external {
        (address owner, uint256 key) = makeAddrAndKey("owner of a contract wallet");
        ContractWallet wallet = new ContractWallet(owner);
        address[] memory one_ = new address[](1);
        one_[0] = address(wallet);
        bytes memory change = abi.encodeCall(IPasskeyAccount.changeTrustees, (one_, 1));
        done(signed(bothFactors(toSelf(change)), phone, laptop));
        account.proposeRecovery(_next, block.timestamp, one_, one(sign(key, _digest(block.timestamp))));
        vm.warp(block.timestamp + RECOVERY_DELAY);
        account.finaliseRecovery(_next);
    }

    function _recover() private {
        _propose(0, 1);
        vm.warp(block.timestamp + RECOVERY_DELAY);
        account.finaliseRecovery(_next);
    }

    function _propose(uint256 first, uint256 second) private returns (bytes32 id) {
        (address[] memory signers, bytes[] memory list_) = _signed(first, second, block.timestamp);
        vm.expectEmit(false, true, true, true, address(account));
        emit IPasskeyAccount.RecoveryProposed(0, block.timestamp + RECOVERY_DELAY, _next, signers);
        return account.proposeRecovery(_next, block.timestamp, signers, list_);
    }

    function _refused(uint256 first, uint256 second, bytes memory refusal) private {
        (address[] memory signers, bytes[] memory list_) = _signed(first, second, block.timestamp);
        vm.expectRevert(refusal);
        account.proposeRecovery(_next, block.timestamp, signers, list_);
    }

    function _refusedTrustees(address[] memory next, uint256 needed, bytes memory refusal) private {
        bytes memory change = abi.encodeCall(IPasskeyAccount.changeTrustees, (next, needed));
        fails(signed(bothFactors(toSelf(change)), phone, laptop), refusal);
    }

    function _signed(uint256 first, uint256 second, uint256 deadline)
        private
        view
        returns (address[] memory signers, bytes[] memory list_)
    {
        (signers, list_) = (new address[](2), new bytes[](2));
        (signers[0], signers[1]) = (trustees[first], trustees[second]);
        bytes32 digest = _digest(deadline);
        (list_[0], list_[1]) = (sign(keyOf[signers[0]], digest), sign(keyOf[signers[1]], digest));
    }

    function _digest(uint256 deadline) private view returns (bytes32) {
        return recoveryDigest(_next, deadline);
    }

    function _rehearsal(address trustee, uint256 deadline) private view returns (bytes32) {
        return typedDigest(
            keccak256(abi.encode(keccak256("Rehearsal(address trustee,uint256 deadline)"), trustee, deadline))
        );
    }
}
