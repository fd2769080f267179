// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IAssessments } from "../../src/interfaces/IAssessments.sol";
import { ILoans } from "../../src/interfaces/ILoans.sol";
import { Caps } from "./Caps.sol";
import { Requesting } from "./Requesting.sol";
import { World } from "./World.sol";

/// @notice Underwriters assess, borrowers ask on what they were given: fitting or not, new or used, theirs or another's, signed by
/// enough or not.
contract AssessmentHandler is Requesting {
    IAssessments.Assessment[] private _given;

    constructor(World world_, Caps caps) Requesting(world_, caps) { }

    function requestAssessed(uint256 seed, uint256 principal, uint32 rate, uint8 shape, uint16 count)
        external
    {
        if (_hasEnoughLoans()) return;
        _ask(seed, _request(_currency(seed).assessedId, principal, rate, shape, count));
    }

    function requestWithout(uint256 seed, uint256 principal, uint32 rate, uint8 shape, uint16 count)
        external
    {
        World.Currency memory currency = _currency(seed);
        ILoans.Request memory wanted = _request(currency.assessedId, principal, rate, shape, count);
        address borrower = _one(world.borrowers(), seed / 16);
        (bool ok,) = _act("requestWithout", borrower, address(loans), abi.encodeCall(loans.request, (wanted)));
        assertFalse(ok, "INV-21 a product that asks for an assessment did without");
    }

    function publishAssessment(uint256 seed, address caller) external {
        ILoans.Request memory nothing;
        IAssessments.Assessment memory assessment =
            _assess(_one(world.borrowers(), seed / 16), nothing, _currency(seed).token, seed / 64);
        (address[] memory signers, bytes[] memory signatures) = _signed(assessment, seed / 32);
        bytes memory data = abi.encodeCall(record.publishAssessment, (assessment, signers, signatures));
        _act("publishAssessment", caller, address(record), data);
    }

    function _ask(uint256 seed, ILoans.Request memory wanted) private {
        address borrower = _one(world.borrowers(), seed / 16);
        IAssessments.Assessment memory assessment = _chosen(seed, borrower, wanted);
        (address[] memory signers, bytes[] memory signatures) = _signed(assessment, seed / 32);
        bytes memory data = abi.encodeCall(loans.requestAssessed, (wanted, assessment, signers, signatures));
        (bool ok, bytes memory answer) = _act("requestAssessed", borrower, address(loans), data);
        if (ok) _caps.checkBorrower(abi.decode(answer, (uint256)));
    }

    /// @dev A new one, and now and then one that was given before, to whomever.
    function _chosen(uint256 seed, address borrower, ILoans.Request memory wanted)
        private
        returns (IAssessments.Assessment memory assessment)
    {
        if (seed % 5 == 0 && _given.length != 0) return _given[seed / 8 % _given.length];
        assessment = _assess(borrower, wanted, _currency(seed).token, seed / 64);
        _given.push(assessment);
    }

    function _currency(uint256 seed) private view returns (World.Currency memory) {
        World.Currency[] memory currencies = world.currencies();
        return currencies[seed % currencies.length];
    }

    /// @dev Mostly what the borrower needs; now and then a little less, too short, or too late.
    function _assess(address borrower, ILoans.Request memory wanted, address token, uint256 seed)
        private
        view
        returns (IAssessments.Assessment memory)
    {
        uint32 unitDays = wanted.unit == ILoans.Unit.Month ? 30 : wanted.unit == ILoans.Unit.Week ? 7 : 1;
        uint32 termDays = uint32(wanted.interval) * wanted.count * unitDays;
        return IAssessments.Assessment({
            participantId: participants.participantOf(borrower),
            grade: uint8(seed % 7),
            pd12Months: uint32(seed % 1_000_001),
            pdLife: uint32(seed / 2 % 1_000_001),
            currency: token,
            greatestPrincipal: seed % 8 == 0 && wanted.principal > 0
                ? wanted.principal - 1
                : wanted.principal,
            greatestTermDays: seed % 7 == 0 && termDays > 0 ? termDays - 1 : termDays,
            leastRate: seed % 9 == 0 ? wanted.annualRate + 1 : wanted.annualRate,
            modelHash: keccak256("a model"),
            inputsRoot: keccak256(abi.encode(seed)),
            reasons: uint64(seed),
            issuedAt: uint40(block.timestamp - seed % 3 * 1 days),
            expiresAt: uint40(block.timestamp + seed % 30 * 1 days)
        });
    }

    /// @dev By the two underwriters where two are needed, mostly.
    function _signed(IAssessments.Assessment memory assessment, uint256 seed)
        private
        view
        returns (address[] memory signers, bytes[] memory signatures)
    {
        World.Contracts memory contracts = world.contracts();
        bool needsTwo = assessment.greatestPrincipal > record.secondSignatureAbove(assessment.currency);
        uint256 count = needsTwo && seed % 6 != 0 ? 2 : 1;
        (signers, signatures) = (new address[](count), new bytes[](count));
        for (uint256 i; i < count; ++i) {
            World.Keeper memory keeper = (seed + i) % 2 == 0 ? contracts.underwriter : contracts.second;
            (signers[i], signatures[i]) = (keeper.addr, _signature(keeper.privateKey, assessment));
        }
    }

    function _signature(uint256 privateKey, IAssessments.Assessment memory assessment)
        private
        view
        returns (bytes memory)
    {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(privateKey, record.hashAssessment(assessment));
        return abi.encodePacked(r, s, v);
    }
}
