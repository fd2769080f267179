// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import { SafeTransferLib } from "solady/utils/SafeTransferLib.sol";
import { TestDollar } from "../../src/currency/TestDollar.sol";
import { ILoans } from "../../src/interfaces/ILoans.sol";
import { Signatures } from "./Signatures.sol";

/// @notice ERC-2612 permits of `TestDollar`, alone and on the way into a loan. Penny lends and signs.
contract PermitsTest is Signatures {
    TestDollar private _dollar;
    address private _penny;
    uint256 private _key;
    uint256 private _loanId;

    function setUp() public override {
        super.setUp();
        _dollar = new TestDollar("Test Dollar", "TUSD", 6);
        (_penny, _key) = makeAddrAndKey("penny");
        enrol(_penny, 0);
        vm.prank(_penny);
        _dollar.faucet(10_000 * ONE);
        ILoans.Product memory product = aProduct();
        product.currency = address(_dollar);
        ILoans.Request memory request = aRequest();
        request.productId = addProduct(product);
        _loanId = requested(request);
    }

    function test_APermitSetsTheAllowanceOnce() external {
        Permit memory permit = _permit(100);
        (uint8 v, bytes32 r, bytes32 s) = _sign(permit);
        _use(permit, v, r, s);
        assertEq(_dollar.allowance(_penny, address(loans)), 100);
        assertEq(_dollar.nonces(_penny), 1);
        _refused(permit, v, r, s);
        assertEq(_dollar.nonces(_penny), 1);
    }

    function test_RevertWhen_TheNonceIsNotTheNext() external {
        Permit memory permit = _permit(100);
        permit.nonce = 1;
        (uint8 v, bytes32 r, bytes32 s) = _sign(permit);
        _refused(permit, v, r, s);
        // Once its turn has come, it holds.
        Permit memory first = _permit(5);
        (uint8 v0, bytes32 r0, bytes32 s0) = _sign(first);
        _use(first, v0, r0, s0);
        _use(permit, v, r, s);
        assertEq(_dollar.allowance(_penny, address(loans)), 100);
    }

    function test_RevertWhen_AnythingElseIsToldThanWasSigned() external {
        Permit memory permit = _permit(100);
        (uint8 v, bytes32 r, bytes32 s) = _sign(permit);
        permit.value = 101;
        _refused(permit, v, r, s);
        (permit.value, permit.spender) = (100, eve);
        _refused(permit, v, r, s);
        (permit.spender, permit.owner) = (address(loans), alice);
        _refused(permit, v, r, s);
        (permit.owner, permit.deadline) = (_penny, permit.deadline + 1);
        _refused(permit, v, r, s);
    }

    function test_RevertWhen_ThePermitIsForAnotherChain() external {
        Permit memory permit = _permit(100);
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(_key, permitDigest(address(_dollar), permit, block.chainid + 1));
        _refused(permit, v, r, s);
        (v, r, s) = _sign(permit);
        vm.chainId(block.chainid + 1);
        _refused(permit, v, r, s);
    }

    function test_RevertWhen_ThePermitIsForAnotherCurrency() external {
        TestDollar other = new TestDollar("Test Dollar", "TUSD", 6);
        Permit memory permit = _permit(100);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_key, permitDigest(address(other), permit));
        _refused(permit, v, r, s);
    }

    function test_RevertWhen_ThePermitHasExpired() external {
        Permit memory permit = _permit(100);
        (uint8 v, bytes32 r, bytes32 s) = _sign(permit);
        vm.warp(permit.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(ERC20Permit.ERC2612ExpiredSignature.selector, permit.deadline));
        _use(permit, v, r, s);
        vm.warp(permit.deadline);
        _use(permit, v, r, s);
    }

    function test_RevertWhen_ThePermitIsMirrored() external {
        Permit memory permit = _permit(100);
        (uint8 v, bytes32 r, bytes32 s) = _sign(permit);
        (v, s) = mirrored(v, s);
        assertEq(ecrecover(permitDigest(address(_dollar), permit), v, r, s), _penny);
        vm.expectRevert(abi.encodeWithSelector(ECDSA.ECDSAInvalidSignatureS.selector, s));
        _use(permit, v, r, s);
    }

    function test_FundingWithAPermitNeedsNoAllowanceBefore() external {
        Permit memory permit = _permit(100 * ONE);
        (uint8 v, bytes32 r, bytes32 s) = _sign(permit);
        _fund(permit, v, r, s);
        assertEq(notes.balanceOf(_penny, _loanId), 100 * ONE);
        assertEq(_dollar.allowance(_penny, address(loans)), 0);
    }

    function test_FundingSurvivesAPermitSomebodyElseUsedFirst() external {
        Permit memory permit = _permit(100 * ONE);
        (uint8 v, bytes32 r, bytes32 s) = _sign(permit);
        vm.prank(eve);
        _use(permit, v, r, s);
        _fund(permit, v, r, s);
        assertEq(notes.balanceOf(_penny, _loanId), 100 * ONE);
        // Used up: the same permit does not fund twice.
        vm.expectRevert(SafeTransferLib.TransferFromFailed.selector);
        _fund(permit, v, r, s);
    }

    function test_RepayingSurvivesAPermitSomebodyElseUsedFirst() external {
        _draw();
        Permit memory permit = _permit(50 * ONE);
        (uint8 v, bytes32 r, bytes32 s) = _sign(permit);
        vm.prank(eve);
        _use(permit, v, r, s);
        vm.prank(_penny);
        (uint256 taken,) = loans.repayWithPermit(_loanId, 50 * ONE, permit.value, permit.deadline, v, r, s);
        assertEq(taken, 50 * ONE);
        assertEq(_dollar.balanceOf(_penny), 9950 * ONE);
    }

    function test_RepayingWithAPermitNeedsNoAllowanceBefore() external {
        _draw();
        Permit memory permit = _permit(50 * ONE);
        (uint8 v, bytes32 r, bytes32 s) = _sign(permit);
        vm.prank(_penny);
        loans.repayWithPermit(_loanId, 50 * ONE, permit.value, permit.deadline, v, r, s);
        assertEq(notes.claimable(_loanId, carol), 50 * ONE);
    }

    function test_RevertWhen_SomebodyElseFundsWithThePermit() external {
        Permit memory permit = _permit(100 * ONE);
        (uint8 v, bytes32 r, bytes32 s) = _sign(permit);
        vm.prank(dave);
        vm.expectRevert(SafeTransferLib.TransferFromFailed.selector);
        loans.fundWithPermit(_loanId, 100 * ONE, dave, permit.value, permit.deadline, v, r, s);
        assertEq(_dollar.nonces(_penny), 0);
    }

    function test_RevertWhen_AnExpiredPermitIsAllThereIs() external {
        Permit memory permit = _permit(100 * ONE);
        (uint8 v, bytes32 r, bytes32 s) = _sign(permit);
        vm.warp(permit.deadline + 1);
        vm.expectRevert(SafeTransferLib.TransferFromFailed.selector);
        _fund(permit, v, r, s);
        vm.prank(_penny);
        _dollar.approve(address(loans), 100 * ONE);
        _fund(permit, v, r, s);
        assertEq(notes.balanceOf(_penny, _loanId), 100 * ONE);
    }

    function test_RevertWhen_ThePermitIsForALoanThatDoesNotExist() external {
        vm.startPrank(_penny);
        vm.expectRevert(abi.encodeWithSelector(ILoans.LoanUnknown.selector, 1));
        loans.fundWithPermit(1, 1, _penny, 1, 1, 27, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(ILoans.LoanUnknown.selector, 1));
        loans.repayWithPermit(1, 1, 1, 1, 27, 0, 0);
    }

    function _draw() private {
        vm.startPrank(carol);
        _dollar.faucet(10_000 * ONE);
        _dollar.approve(address(loans), 10_000 * ONE);
        loans.fund(_loanId, 10_000 * ONE, carol);
        vm.stopPrank();
        vm.warp(loans.drawableFrom(_loanId));
        vm.prank(bob);
        loans.draw(_loanId);
    }

    function _permit(uint256 value) private view returns (Permit memory) {
        return Permit(_penny, address(loans), value, _dollar.nonces(_penny), block.timestamp + 1 hours);
    }

    function _sign(Permit memory permit) private view returns (uint8, bytes32, bytes32) {
        return vm.sign(_key, permitDigest(address(_dollar), permit));
    }

    function _use(Permit memory permit, uint8 v, bytes32 r, bytes32 s) private {
        _dollar.permit(permit.owner, permit.spender, permit.value, permit.deadline, v, r, s);
    }

    function _fund(Permit memory permit, uint8 v, bytes32 r, bytes32 s) private {
        vm.prank(_penny);
        loans.fundWithPermit(_loanId, 100 * ONE, _penny, permit.value, permit.deadline, v, r, s);
    }

    /// @dev The signature recovers to nobody or to an address that is not the owner.
    function _refused(Permit memory permit, uint8 v, bytes32 r, bytes32 s) private {
        vm.expectPartialRevert(ERC20Permit.ERC2612InvalidSigner.selector);
        _use(permit, v, r, s);
    }
}
