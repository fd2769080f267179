// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IAssessments } from "../../src/interfaces/IAssessments.sol";
import { CreditRecord } from "../../src/record/CreditRecord.sol";
import { Roles } from "../../src/roles/Roles.sol";
import { ContractWallet } from "../signatures/ContractWallet.sol";
import { Assessed } from "./Assessed.sol";

/// @notice Who may sign an assessment, and how. Published rather than quoted: the signers are looked at in the same place.
contract SignersTest is Assessed {
    bytes32 private constant DOMAIN =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant ASSESSMENT = keccak256(
        "Assessment(uint32 participantId,uint8 grade,uint32 pd12Months,uint32 pdLife,address currency,uint256 greatestPrincipal,uint32 greatestTermDays,uint32 leastRate,bytes32 modelHash,bytes32 inputsRoot,uint64 reasons,uint40 issuedAt,uint40 expiresAt)"
    );

    function test_TheHashIsThatOfTypedData() external view {
        IAssessments.Assessment memory assessment = anAssessment();
        assertEq(record.hashAssessment(assessment), _hash(assessment, block.chainid, address(record)));
    }

    /// @dev The figures of test/vectors/assessment.json, which the SDK hashes too.
    function test_TheHashIsTheSdks() external {
        string memory vector = vm.readFile("contracts/test/vectors/assessment.json");
        address where = vm.parseJsonAddress(vector, ".verifyingContract");
        vm.chainId(vm.parseJsonUint(vector, ".chainId"));
        vm.etch(where, address(record).code);
        IAssessments.Assessment memory assessment = IAssessments.Assessment({
            participantId: uint32(vm.parseJsonUint(vector, ".assessment.participantId")),
            grade: uint8(vm.parseJsonUint(vector, ".assessment.grade")),
            pd12Months: uint32(vm.parseJsonUint(vector, ".assessment.pd12Months")),
            pdLife: uint32(vm.parseJsonUint(vector, ".assessment.pdLife")),
            currency: vm.parseJsonAddress(vector, ".assessment.currency"),
            greatestPrincipal: vm.parseJsonUint(vector, ".assessment.greatestPrincipal"),
            greatestTermDays: uint32(vm.parseJsonUint(vector, ".assessment.greatestTermDays")),
            leastRate: uint32(vm.parseJsonUint(vector, ".assessment.leastRate")),
            modelHash: vm.parseJsonBytes32(vector, ".assessment.modelHash"),
            inputsRoot: vm.parseJsonBytes32(vector, ".assessment.inputsRoot"),
            reasons: uint64(vm.parseJsonUint(vector, ".assessment.reasons")),
            issuedAt: uint40(vm.parseJsonUint(vector, ".assessment.issuedAt")),
            expiresAt: uint40(vm.parseJsonUint(vector, ".assessment.expiresAt"))
        });
        assertEq(
            CreditRecord(where).hashAssessment(assessment), vm.parseJsonBytes32(vector, ".assessmentHash")
        );
    }

    /// @dev Open to all: the signatures say who speaks.
    function test_AnybodyPublishesWhatAnUnderwriterSigned() external {
        IAssessments.Assessment memory assessment = anAssessment();
        bytes[] memory signatures = one(signed(underwriterKey, assessment));
        bytes32 assessmentHash = record.hashAssessment(assessment);
        vm.expectEmit(address(record));
        emit IAssessments.AssessmentPublished(bobId, MODEL, assessmentHash, assessment, one(underwriter));
        vm.prank(eve);
        record.publishAssessment(assessment, one(underwriter), signatures);
        assertEq(record.newestIssuedAt(bobId), assessment.issuedAt);
        assertEq(record.loanQuoting(assessmentHash), 0);
        // To be told takes nothing from it.
        uint256 loanId = quoted(assessment);
        assertEq(record.loanQuoting(assessmentHash), loanId);
    }

    function test_RevertWhen_WhatIsPublishedIsNotNewer() external {
        IAssessments.Assessment memory assessment = anAssessment();
        bytes[] memory signatures = one(signed(underwriterKey, assessment));
        record.publishAssessment(assessment, one(underwriter), signatures);
        vm.expectRevert(
            abi.encodeWithSelector(
                IAssessments.AssessmentSuperseded.selector, bobId, assessment.issuedAt, assessment.issuedAt
            )
        );
        record.publishAssessment(assessment, one(underwriter), signatures);
    }

    function test_TwoUnderwritersSignAboveTheLimit() external {
        IAssessments.Assessment memory assessment = anAssessment();
        assessment.greatestPrincipal = LIMIT + 1;
        record.publishAssessment(
            assessment,
            two(underwriter, second),
            two(signed(underwriterKey, assessment), signed(secondKey, assessment))
        );
        assertEq(record.newestIssuedAt(bobId), assessment.issuedAt);
    }

    function test_TwoMaySignBelowTheLimit() external {
        IAssessments.Assessment memory assessment = anAssessment();
        record.publishAssessment(
            assessment,
            two(second, underwriter),
            two(signed(secondKey, assessment), signed(underwriterKey, assessment))
        );
        assertEq(record.newestIssuedAt(bobId), assessment.issuedAt);
    }

    function test_TheGovernorSetsTheLimit() external {
        IAssessments.Assessment memory assessment = anAssessment();
        assessment.greatestPrincipal = LIMIT + 1;
        vm.expectEmit(address(record));
        emit IAssessments.SecondSignatureAboveSet(address(usd), LIMIT + 1);
        vm.prank(governor);
        record.setSecondSignatureAbove(address(usd), LIMIT + 1);
        assertEq(record.secondSignatureAbove(address(usd)), LIMIT + 1);
        record.publishAssessment(assessment, one(underwriter), one(signed(underwriterKey, assessment)));
    }

    function test_RevertWhen_TheSecondSignatureIsMissing() external {
        IAssessments.Assessment memory assessment = anAssessment();
        assessment.greatestPrincipal = LIMIT + 1;
        _refused(
            assessment,
            one(underwriter),
            one(signed(underwriterKey, assessment)),
            abi.encodeWithSelector(IAssessments.SecondSignatureMissing.selector, LIMIT + 1, LIMIT)
        );
    }

    function test_RevertWhen_NoLimitIsSetAndOneSigns() external {
        IAssessments.Assessment memory assessment = anAssessment();
        (assessment.currency, assessment.greatestPrincipal) = (eve, 1);
        _refused(
            assessment,
            one(underwriter),
            one(signed(underwriterKey, assessment)),
            abi.encodeWithSelector(IAssessments.SecondSignatureMissing.selector, 1, 0)
        );
    }

    function test_RevertWhen_TheSecondSignatureIsByTheSame() external {
        IAssessments.Assessment memory assessment = anAssessment();
        bytes memory signature = signed(underwriterKey, assessment);
        _refused(
            assessment,
            two(underwriter, underwriter),
            two(signature, signature),
            abi.encodeWithSelector(IAssessments.SignedTwice.selector, underwriter)
        );
    }

    function test_RevertWhen_TheSecondSignatureDoesNotHold() external {
        IAssessments.Assessment memory assessment = anAssessment();
        bytes memory signature = signed(underwriterKey, assessment);
        _refused(
            assessment, two(underwriter, second), two(signature, signature), _invalid(second, assessment)
        );
    }

    function test_RevertWhen_SignersAndSignaturesAreNotAsMany() external {
        IAssessments.Assessment memory assessment = anAssessment();
        _refused(
            assessment,
            two(underwriter, second),
            one(signed(underwriterKey, assessment)),
            abi.encodeWithSelector(IAssessments.SignersMismatch.selector, 2, 1)
        );
    }

    function test_RevertWhen_NobodySigned() external {
        _refused(
            anAssessment(),
            new address[](0),
            new bytes[](0),
            abi.encodeWithSelector(IAssessments.SignerMissing.selector)
        );
    }

    function test_RevertWhen_MoreThanTwoSigned() external {
        _refused(
            anAssessment(),
            new address[](3),
            new bytes[](3),
            abi.encodeWithSelector(IAssessments.SignersTooMany.selector, 3, 2)
        );
    }

    function test_RevertWhen_TheSignerIsNoUnderwriter() external {
        (address stranger, uint256 key) = makeAddrAndKey("stranger");
        IAssessments.Assessment memory assessment = anAssessment();
        _refused(
            assessment,
            one(stranger),
            one(signed(key, assessment)),
            abi.encodeWithSelector(IAssessments.NotUnderwriter.selector, stranger)
        );
    }

    function test_RevertWhen_TheUnderwriterLostTheRole() external {
        IAssessments.Assessment memory assessment = anAssessment();
        manager.revokeRole(Roles.UNDERWRITER, underwriter);
        _refused(
            assessment,
            one(underwriter),
            one(signed(underwriterKey, assessment)),
            abi.encodeWithSelector(IAssessments.NotUnderwriter.selector, underwriter)
        );
    }

    function testFuzz_RevertWhen_AFigureWasChangedAfterSigning(uint256 field) external {
        IAssessments.Assessment memory assessment = anAssessment();
        bytes memory signature = signed(underwriterKey, assessment);
        field = bound(field, 0, 9);
        if (field == 0) assessment.participantId = aliceId;
        if (field == 1) assessment.grade = 0;
        if (field == 2) assessment.pd12Months -= 1;
        if (field == 3) assessment.pdLife -= 1;
        if (field == 4) assessment.greatestPrincipal -= 1;
        if (field == 5) assessment.leastRate -= 1;
        if (field == 6) assessment.inputsRoot = 0;
        if (field == 7) assessment.reasons = 0;
        if (field == 8) assessment.expiresAt += 1;
        if (field == 9) assessment.greatestTermDays += 1;
        _invalidSignature(assessment, signature);
    }

    function test_RevertWhen_ItWasSignedForAnotherChain() external {
        IAssessments.Assessment memory assessment = anAssessment();
        bytes memory signature = signed(underwriterKey, assessment);
        vm.chainId(block.chainid + 1);
        _invalidSignature(assessment, signature);
    }

    function test_RevertWhen_ItWasSignedForAnotherContract() external {
        IAssessments.Assessment memory assessment = anAssessment();
        _invalidSignature(assessment, sign(underwriterKey, _hash(assessment, block.chainid, address(notes))));
    }

    function test_RevertWhen_TheSignatureIsMirrored() external {
        IAssessments.Assessment memory assessment = anAssessment();
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(underwriterKey, record.hashAssessment(assessment));
        (v, s) = mirrored(v, s);
        _invalidSignature(assessment, abi.encodePacked(r, s, v));
    }

    function test_RevertWhen_TheSignatureHasAnotherLength() external {
        IAssessments.Assessment memory assessment = anAssessment();
        bytes memory signature = signed(underwriterKey, assessment);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(underwriterKey, record.hashAssessment(assessment));
        _invalidSignature(assessment, "");
        _invalidSignature(assessment, abi.encodePacked(r, s));
        // The short form of ERC-2098, which would be a second signature of the same.
        _invalidSignature(assessment, abi.encodePacked(r, bytes32(uint256(s) | (uint256(v - 27) << 255))));
        _invalidSignature(assessment, bytes.concat(signature, hex"00"));
    }

    function test_AContractSignsByErc1271() external {
        (ContractWallet wallet, uint256 ownerKey) = _contractUnderwriter();
        IAssessments.Assessment memory assessment = anAssessment();
        record.publishAssessment(assessment, one(address(wallet)), one(signed(ownerKey, assessment)));
        assertEq(record.newestIssuedAt(bobId), assessment.issuedAt);
    }

    function test_RevertWhen_AContractAnswersAnythingButYes() external {
        (ContractWallet wallet, uint256 ownerKey) = _contractUnderwriter();
        IAssessments.Assessment memory assessment = anAssessment();
        bytes memory signature = signed(ownerKey, assessment);
        ContractWallet.Answer[8] memory answers = [
            ContractWallet.Answer.No,
            ContractWallet.Answer.Nothing,
            ContractWallet.Answer.FourBytes,
            ContractWallet.Answer.MagicAtTheWrongEnd,
            ContractWallet.Answer.MagicWithDirt,
            ContractWallet.Answer.Reverts,
            ContractWallet.Answer.RevertsWithMagic,
            ContractWallet.Answer.Panics
        ];
        for (uint256 i; i < answers.length; ++i) {
            wallet.setAnswer(answers[i]);
            _refused(assessment, one(address(wallet)), one(signature), _invalid(address(wallet), assessment));
        }
    }

    function test_RevertWhen_AContractCannotBeAskedAtAll() external {
        manager.grantRole(Roles.UNDERWRITER, address(usd), 0);
        IAssessments.Assessment memory assessment = anAssessment();
        _refused(
            assessment,
            one(address(usd)),
            one(signed(underwriterKey, assessment)),
            _invalid(address(usd), assessment)
        );
    }

    function _contractUnderwriter() private returns (ContractWallet wallet, uint256 ownerKey) {
        address owner;
        (owner, ownerKey) = makeAddrAndKey("owner of the contract");
        wallet = new ContractWallet(owner);
        manager.grantRole(Roles.UNDERWRITER, address(wallet), 0);
    }

    function _hash(IAssessments.Assessment memory assessment, uint256 chainId, address where)
        private
        pure
        returns (bytes32)
    {
        bytes32 domain = keccak256(
            abi.encode(DOMAIN, keccak256("Hurong Credit Record"), keccak256("1"), chainId, where)
        );
        bytes32 content = keccak256(abi.encode(ASSESSMENT, assessment));
        return keccak256(abi.encodePacked("\x19\x01", domain, content));
    }

    function _invalid(address signer, IAssessments.Assessment memory assessment)
        private
        view
        returns (bytes memory)
    {
        return abi.encodeWithSelector(
            IAssessments.SignatureInvalid.selector, signer, record.hashAssessment(assessment)
        );
    }

    function _invalidSignature(IAssessments.Assessment memory assessment, bytes memory signature) private {
        _refused(assessment, one(underwriter), one(signature), _invalid(underwriter, assessment));
    }

    function _refused(
        IAssessments.Assessment memory assessment,
        address[] memory signers,
        bytes[] memory signatures,
        bytes memory reason
    ) private {
        vm.expectRevert(reason);
        record.publishAssessment(assessment, signers, signatures);
    }
}
