// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IPasskeyAccount } from "../../src/accounts/IPasskeyAccount.sol";
import { IPasskeyAccountFactory } from "../../src/accounts/IPasskeyAccountFactory.sol";
import { Accounts } from "./Accounts.sol";

/// @notice Which signers an account can have, and where accounts come to stand.
contract SetsOfSignersTest is Accounts {
    function test_ItHasWhatItWasMadeWith() external view {
        assertEq(abi.encode(account.signerSet()), abi.encode(someSigners()));
        (address[] memory trustees_, uint256 needed) = account.trustees();
        assertEq(trustees_, trustees);
        assertEq(needed, 2);
        assertEq(account.threshold(), 2);
        assertEq(account.secondThreshold(), 3);
    }

    function test_AnybodyMakesItOnce() external {
        IPasskeyAccount.Setup memory setup = someSetup();
        address expected = factory.addressOf(setup, "new");
        vm.expectEmit(address(factory));
        emit IPasskeyAccountFactory.AccountCreated(expected, address(policy), "new");
        vm.prank(eve);
        assertEq(factory.createAccount(setup, "new"), expected);
        vm.recordLogs();
        assertEq(factory.createAccount(setup, "new"), expected);
        assertEq(vm.getRecordedLogs().length, 0);
    }

    function test_EverythingItBeginsWithIsInItsAddress() external view {
        IPasskeyAccount.Setup memory setup = someSetup();
        address[7] memory others;
        others[0] = factory.addressOf(setup, "other");
        setup.signers = signerSet(stranger.signer, laptop.signer);
        others[1] = factory.addressOf(setup, 0);
        setup = someSetup();
        setup.signers.weights[2] = 2;
        others[2] = factory.addressOf(setup, 0);
        setup = someSetup();
        setup.signers.secondThreshold = 4;
        others[3] = factory.addressOf(setup, 0);
        setup = someSetup();
        setup.trusteesNeeded = 1;
        others[4] = factory.addressOf(setup, 0);
        setup = someSetup();
        setup.trustees[0] = address(1);
        others[5] = factory.addressOf(setup, 0);
        setup = someSetup();
        setup.policy = address(loans);
        others[6] = factory.addressOf(setup, 0);
        for (uint256 i; i < others.length; ++i) {
            assertNotEq(others[i], address(account));
            for (uint256 j; j < i; ++j) {
                assertNotEq(others[i], others[j]);
            }
        }
    }

    function test_RevertWhen_ItIsInitialisedAgain() external {
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.NotFactory.selector, address(this)));
        account.initialize(someSetup());
        address implementation = factory.implementation();
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.NotFactory.selector, address(this)));
        IPasskeyAccount(implementation).initialize(someSetup());
    }

    function test_RevertWhen_ThereIsNoPolicy() external {
        IPasskeyAccount.Setup memory setup = someSetup();
        setup.policy = eve;
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccountFactory.PolicyMissing.selector, eve));
        factory.createAccount(setup, 0);
    }

    function test_RevertWhen_CoSignersTogetherAreAFactor() external {
        IPasskeyAccount.SignerSet memory set = someSigners();
        set.weights[1] = 1;
        _refused(set, abi.encodeWithSelector(IPasskeyAccount.CoSignersReachThreshold.selector, 2, 2));
        set.threshold = 0;
        _refused(set, abi.encodeWithSelector(IPasskeyAccount.CoSignersReachThreshold.selector, 0, 0));
    }

    function test_RevertWhen_OneSignerIsBothFactors() external {
        IPasskeyAccount.SignerSet memory set = someSigners();
        set.weights[1] = 3;
        _refused(
            set,
            abi.encodeWithSelector(IPasskeyAccount.SignerReachesSecondThreshold.selector, laptop.signer, 3, 3)
        );
    }

    function test_RevertWhen_NobodyIsAFactor() external {
        IPasskeyAccount.SignerSet memory set = someSigners();
        set.threshold = 9;
        set.secondThreshold = 10;
        _refused(set, abi.encodeWithSelector(IPasskeyAccount.NoFactor.selector, 9));
    }

    function test_RevertWhen_ASignerMakesNoSense() external {
        IPasskeyAccount.SignerSet memory set = someSigners();
        set.weights[2] = 0;
        _refusedSigner(set, set.signers[2], 0);
        set = someSigners();
        set.signers[2] = hex"01";
        _refusedSigner(set, set.signers[2], 1);
        set = someSigners();
        set.signers[1] = set.signers[0];
        _refusedSigner(set, set.signers[1], 2);
        set = someSigners();
        set.signers[2] = abi.encodePacked(account);
        bytes memory change = abi.encodeCall(IPasskeyAccount.changeSigners, (set));
        fails(
            signed(bothFactors(toSelf(change)), phone, laptop),
            abi.encodeWithSelector(IPasskeyAccount.SignerInvalid.selector, abi.encodePacked(account), 1)
        );
    }

    function test_RevertWhen_ThereAreTooManyOrTheWeightsDiffer() external {
        IPasskeyAccount.SignerSet memory set = someSigners();
        set.weights = new uint64[](2);
        _refused(set, abi.encodeWithSelector(IPasskeyAccount.SignersInvalid.selector, 3, 2, 16));
        set.signers = new bytes[](17);
        set.weights = new uint64[](17);
        _refused(set, abi.encodeWithSelector(IPasskeyAccount.SignersInvalid.selector, 17, 17, 16));
        set.signers = new bytes[](0);
        set.weights = new uint64[](0);
        _refused(set, abi.encodeWithSelector(IPasskeyAccount.NoFactor.selector, 2));
    }

    function _refusedSigner(IPasskeyAccount.SignerSet memory set, bytes memory signer, uint256 weight)
        private
    {
        _refused(set, abi.encodeWithSelector(IPasskeyAccount.SignerInvalid.selector, signer, weight));
    }

    function _refused(IPasskeyAccount.SignerSet memory set, bytes memory refusal) private {
        IPasskeyAccount.Setup memory setup = someSetup();
        setup.signers = set;
        vm.expectRevert(refusal);
        factory.createAccount(setup, 0);
    }
}
