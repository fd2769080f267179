// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Fuzzed } from "./Fuzzed.sol";

/// @notice A fuzz in which every call is refused proves nothing. This walk takes the same steps as the fuzz and asks that every entry
/// point went through at least once, and that no step of the forbidden ones did.
contract ReachTest is Fuzzed {
    uint256 private constant ROUNDS = 10;
    uint256 private constant STEPS = 300;
    uint256 private constant ASSESSMENTS = 30;

    string[] private _expected = [
        "request",
        "requestAssessed",
        "publishAssessment",
        "fund",
        "fundWithPermit",
        "fundMany",
        "withdraw",
        "closeFunding",
        "cancel",
        "draw",
        "expire",
        "setWallet",
        "setAutoRepay",
        "repay",
        "repayWithPermit",
        "prepay",
        "payOff",
        "collect",
        "markLate",
        "markDefault",
        "writeOff",
        "claim",
        "payHeldCash",
        "transfer",
        "transferFrom",
        "approve",
        "setOperator",
        "flagNotes",
        "freeze",
        "unfreeze",
        "setClaims",
        "setRelation",
        "setPolicy",
        "applyPolicy",
        "register",
        "addWallet",
        "removeWallet",
        "setIssuerPaused",
        "setProduct",
        "announceFee",
        "announcePayee",
        "foreignSubscribe",
        "foreignPayIn",
        "foreignRelease"
    ];

    function test_EveryEntryPointGoesThroughSomeTimes() external {
        // So many steps with all their looking around need more gas than a block has.
        vm.pauseGasMetering();
        uint256[] memory succeeded = new uint256[](_expected.length);
        uint256[4] memory forbidden;
        uint256 seed = 20_240_131;
        for (uint256 round; round < ROUNDS; ++round) {
            uint256 beginning = vm.snapshotState();
            seed = _walk(seed);
            _assess(seed);
            for (uint256 i; i < succeeded.length; ++i) {
                succeeded[i] += world.succeeded(_expected[i]);
            }
            forbidden[0] += world.tried("overreach");
            forbidden[1] += world.succeeded("overreach");
            forbidden[2] += world.tried("foreignTouches");
            forbidden[3] += world.succeeded("foreignTouches");
            _leaveAll();
            // Memory stays: every round begins in the same market and is counted all the same.
            vm.revertToState(beginning);
        }
        for (uint256 i; i < succeeded.length; ++i) {
            emit log_named_uint(_expected[i], succeeded[i]);
        }
        for (uint256 i; i < succeeded.length; ++i) {
            assertGt(succeeded[i], 0, string.concat("never went through: ", _expected[i]));
        }
        assertGt(forbidden[0], 0);
        assertEq(forbidden[1], 0);
        assertGt(forbidden[2], 0);
        assertEq(forbidden[3], 0);
    }

    function _walk(uint256 seed) private returns (uint256) {
        for (uint256 i; i < STEPS; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            (address target, bytes memory data) = _step(seed);
            _call(target, data);
        }
        return seed;
    }

    /// @dev At the end of a walk, or these would use up all the loans there may be.
    function _assess(uint256 seed) private {
        for (uint256 i; i < ASSESSMENTS; ++i) {
            uint256 a = uint256(keccak256(abi.encode(seed, i, 1)));
            uint256 b = uint256(keccak256(abi.encode(seed, i, 2)));
            uint256 c = uint256(keccak256(abi.encode(seed, i, 3)));
            _call(address(assessing), _assessing(i % 3, a, b, c));
        }
    }

    function _call(address target, bytes memory data) private {
        (bool ok, bytes memory answer) = target.call(data);
        if (ok) return;
        assembly ("memory-safe") {
            revert(add(answer, 32), mload(answer))
        }
    }

    /// @dev A function of a handler with arguments drawn from the seed: each word is another hash, cut to the argument's type.
    function _step(uint256 seed) private view returns (address target, bytes memory data) {
        uint256 a = uint256(keccak256(abi.encode(seed, 1)));
        uint256 b = uint256(keccak256(abi.encode(seed, 2)));
        uint256 c = uint256(keccak256(abi.encode(seed, 3)));
        uint256 which = seed % 6;
        if (which == 0) return (address(funding), _funding(seed / 6 % 11, a, b, c));
        if (which == 1) return (address(repayment), _repayment(seed / 6 % 9, a, b, c));
        if (which == 2) return (address(holding), _holding(seed / 6 % 7, a, b, c));
        if (which == 3) return (address(identity), _identity(seed / 6 % 7, a, b));
        if (which == 4) return (address(roles), _roles(seed / 6 % 9, a, b, c));
        return (address(currency), _currency(seed / 6 % 8, a, b));
    }

    function _funding(uint256 which, uint256 a, uint256 b, uint256 c) private view returns (bytes memory) {
        if (which == 0) {
            return abi.encodeCall(funding.request, (a, b, uint32(c), uint8(c >> 32), uint16(c >> 40)));
        }
        if (which == 1) return abi.encodeCall(funding.fund, (a, b, c, a % 3 == 0));
        if (which == 2) return abi.encodeCall(funding.fundWithPermit, (a, b, c, a % 2 == 0));
        if (which == 3) return abi.encodeCall(funding.fundMany, (a, b, c, uint8(b)));
        if (which == 4) return abi.encodeCall(funding.withdraw, (a, b, c));
        if (which == 5) return abi.encodeCall(funding.closeFunding, (a));
        if (which == 6) return abi.encodeCall(funding.cancel, (a));
        if (which == 7) return abi.encodeCall(funding.draw, (a));
        if (which == 8) return abi.encodeCall(funding.expire, (a, address(uint160(b))));
        if (which == 9) return abi.encodeCall(funding.setWallet, (a, b));
        return abi.encodeCall(funding.setAutoRepay, (a, b % 4 != 0));
    }

    function _repayment(uint256 which, uint256 a, uint256 b, uint256 c) private view returns (bytes memory) {
        if (which == 0) return abi.encodeCall(repayment.repay, (a, b, c));
        if (which == 1) return abi.encodeCall(repayment.repayWithPermit, (a, b, c, a % 2 == 0));
        if (which == 2) return abi.encodeCall(repayment.prepay, (a, b, c % 2 == 0));
        if (which == 3) return abi.encodeCall(repayment.payOff, (a, b, c));
        if (which == 4) return abi.encodeCall(repayment.collect, (a, address(uint160(b))));
        if (which == 5) return abi.encodeCall(repayment.markLate, (a, address(uint160(b))));
        if (which == 6) return abi.encodeCall(repayment.markDefault, (a, address(uint160(b))));
        if (which == 7) return abi.encodeCall(repayment.writeOff, (a, address(uint160(b))));
        return abi.encodeCall(repayment.changeMeans, (a, b, uint8(c)));
    }

    function _holding(uint256 which, uint256 a, uint256 b, uint256 c) private view returns (bytes memory) {
        if (which == 0) return abi.encodeCall(holding.claim, (a, address(uint160(b)), uint8(c)));
        if (which == 1) return abi.encodeCall(holding.payHeldCash, (a, address(uint160(b))));
        if (which == 2) return abi.encodeCall(holding.transfer, (a, b, c));
        if (which == 3) return abi.encodeCall(holding.transferFrom, (a, b, c, uint8(a >> 8)));
        if (which == 4) return abi.encodeCall(holding.approve, (a, b, c));
        if (which == 5) return abi.encodeCall(holding.setOperator, (a, b, c % 2 == 0));
        return abi.encodeCall(holding.flagNotes, (a, address(uint160(b))));
    }

    function _identity(uint256 which, uint256 a, uint256 b) private view returns (bytes memory) {
        if (which == 0) {
            return b % 3 == 0 ? abi.encodeCall(identity.freeze, (a)) : abi.encodeCall(identity.unfreeze, (a));
        }
        if (which == 1) return abi.encodeCall(identity.setClaims, (a, b % 2 == 0));
        if (which == 2) return abi.encodeCall(identity.setRelation, (a, b, b % 2 == 0));
        if (which == 3) {
            return abi.encodeCall(
                identity.setPolicy, (a, uint32(b), uint32(b >> 32), uint32(b >> 64), uint32(b >> 96))
            );
        }
        if (which == 4) return abi.encodeCall(identity.register, (a));
        if (which == 5) return abi.encodeCall(identity.addWallet, (a, b));
        return abi.encodeCall(identity.removeWallet, (a, b));
    }

    function _roles(uint256 which, uint256 a, uint256 b, uint256 c) private view returns (bytes memory) {
        if (which == 0) return abi.encodeCall(roles.setIssuerPaused, (uint16(a), b % 2 == 0));
        if (which == 1) return abi.encodeCall(roles.setProduct, (a, b % 2 == 0, uint16(c), uint32(c >> 16)));
        if (which == 2) return abi.encodeCall(roles.announceFee, (a, uint32(b)));
        if (which == 3) return abi.encodeCall(roles.announcePayee, (a));
        if (which == 4) return abi.encodeCall(roles.overreach, (a, b, c, uint8(a >> 8)));
        if (which == 5) return abi.encodeCall(roles.foreignSubscribe, (a, b, c, a >> 8));
        if (which == 6) return abi.encodeCall(roles.foreignPayIn, (a, b, c));
        if (which == 7) return abi.encodeCall(roles.foreignRelease, (a, b));
        return abi.encodeCall(roles.foreignTouches, (a, b, uint8(c)));
    }

    function _assessing(uint256 which, uint256 a, uint256 b, uint256 c) private view returns (bytes memory) {
        if (which == 0) {
            return
                abi.encodeCall(assessing.requestAssessed, (a, b, uint32(c), uint8(c >> 32), uint16(c >> 40)));
        }
        if (which == 1) {
            return
                abi.encodeCall(assessing.requestWithout, (a, b, uint32(c), uint8(c >> 32), uint16(c >> 40)));
        }
        return abi.encodeCall(assessing.publishAssessment, (a, address(uint160(b))));
    }

    function _currency(uint256 which, uint256 a, uint256 b) private view returns (bytes memory) {
        if (which == 0) return abi.encodeCall(currency.passSeconds, (a));
        if (which == 1) return abi.encodeCall(currency.passDays, (a));
        if (which == 2) return abi.encodeCall(currency.passYears, (a, b));
        if (which == 3) return abi.encodeCall(currency.passToDueDate, (a, b));
        if (which == 4) return abi.encodeCall(currency.arm, (a, b % 2 == 0));
        if (which == 5) return abi.encodeCall(currency.blacklist, (a, b % 2 == 0));
        if (which == 6) return abi.encodeCall(currency.armReentrant, (a, b % 2 == 0));
        return abi.encodeCall(currency.donate, (a, b));
    }
}
